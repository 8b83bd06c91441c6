const signs: Record<string, string> = { mod: /Mac/.test(navigator.platform) ? "⌘" : "Ctrl", Enter: "⏎", ArrowDown: "↓", ArrowUp: "↑" };

export function Keys({ keys }: { keys: string }) {
  return (
    <span className="keys">
      {keys.split(" ").map((key, i) => (
        <kbd key={i}>{signs[key] ?? key}</kbd>
      ))}
    </span>
  );
}
