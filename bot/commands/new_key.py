"""`python -m bot new-key`."""

import argparse
from collections.abc import Sequence

from cryptography.fernet import Fernet


def main(arguments: Sequence[str]) -> int:
    """Prints a fresh key for CASE_KEY."""
    argparse.ArgumentParser(
        prog="python -m bot new-key",
        description="生成一把加密密钥。换钥时把新钥写在 CASE_KEY 最前面，旧钥用逗号接在后面，旧资料仍能解开。",
    ).parse_args(arguments)
    print(Fernet.generate_key().decode())
    return 0
