# 电信申诉助手。`make help` 列出命令。
SHELL := /bin/bash
PY := .venv/bin/python
export RASA_TELEMETRY_ENABLED := false
export TF_CPP_MIN_LOG_LEVEL := 3
export PYTHONWARNINGS := ignore
MODEL := models/assistant.tar.gz
SOURCES := $(shell find data config.yml domain.yml bot/understanding -name '*.yml' -o -name '*.txt' -o -name '*.py' 2>/dev/null)

.DEFAULT_GOAL := help
.PHONY: help setup setup-test run test lint train evaluate bench lock clean

help: ## 列出全部命令
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | sort | while IFS=$$'\t' read -r c d; do printf '  make %-10s %s\n' "$$c" "$$d"; done

setup: .venv/.ready build/widget/.ready $(MODEL) ## 准备运行环境：依赖、网页组件、模型（可重复执行）

setup-test: .venv/.ready-dev setup ## 再准备测试要用的东西
	@scripts/install_test_services.sh

.venv/.ready: requirements.txt scripts/make_venv.sh .python-version
	@scripts/make_venv.sh requirements.txt
	@touch $@

.venv/.ready-dev: requirements-dev.txt .venv/.ready
	@scripts/make_venv.sh requirements-dev.txt
	@touch $@

build/widget/.ready: $(shell find widget -path widget/node_modules -prune -o -type f -print 2>/dev/null) scripts/build_widget.sh
	@scripts/build_widget.sh
	@touch $@

$(MODEL): .venv/.ready $(SOURCES)
	@$(PY) -m bot train

run: setup ## 启动助手（网页 http://127.0.0.1:5005/）
	@$(PY) -m bot run

test: setup-test lint ## 准备一切，检查代码并跑完全部测试
	@$(PY) -m pytest

lint: .venv/.ready-dev ## 静态检查
	@.venv/bin/ruff check .
	@.venv/bin/mypy bot actions

train: .venv/.ready ## 重新训练模型
	@$(PY) -m bot train

evaluate: setup-test ## 评测理解，并与标准 Rasa 流水线对照
	@$(PY) -m bot evaluate

bench: setup-test ## 与标准 Rasa 配置同场测速
	@$(PY) -m bot bench

lock: ## 重新锁定依赖（带哈希，不写下载地址）
	@scripts/lock.sh

clean: ## 删除可以重建的东西（数据库和密钥除外）
	@rm -rf .venv .tools build models/*.tar.gz widget/node_modules .rasa .pytest_cache .mypy_cache .ruff_cache
