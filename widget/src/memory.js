// What the browser remembers for us; where it may not, this page does.
function area(kind) {
  const fallback = new Map();
  try {
    const found = window[kind];
    found.setItem("tca:probe", "1");
    found.removeItem("tca:probe");
    return found;
  } catch {
    return {
      getItem: (name) => fallback.get(name) ?? null,
      setItem: (name, value) => fallback.set(name, value),
      removeItem: (name) => fallback.delete(name),
      names: () => [...fallback.keys()],
    };
  }
}

export function memory(kind, prefix) {
  const store = area(kind);
  return {
    key: (name) => `${prefix}${name}`,
    get(name, otherwise = null) {
      try {
        return JSON.parse(store.getItem(prefix + name)) ?? otherwise;
      } catch {
        return otherwise;
      }
    },
    set(name, value) {
      try {
        store.setItem(prefix + name, JSON.stringify(value));
      } catch { /* full: the page goes on without */ }
    },
    drop: (name) => store.removeItem(prefix + name),
    // All values whose name begins so.
    all(start) {
      const names = store.names?.() ?? Object.keys(store);
      const ours = names.filter((name) => name.startsWith(prefix + start)).map((name) => name.slice(prefix.length));
      return ours.map((name) => this.get(name)).filter(Boolean);
    },
  };
}
