import { useId, useState, type ReactNode } from "react";

interface Props<T extends { key: string }> {
  label: string;
  hint: string;
  typed: string;
  onType: (typed: string) => void;
  choices: readonly T[];
  onChoose: (choice: T) => void;
  children: (choice: T) => ReactNode;
}

/** A field, and below it what fits to what is typed: the arrows move, Enter chooses. */
export function SearchList<T extends { key: string }>({ label, hint, typed, onType, choices, onChoose, children }: Props<T>) {
  const [at, setAt] = useState(0);
  const list = useId();
  const chosen = Math.min(at, choices.length - 1);
  return (
    <>
      <input
        type="text"
        role="combobox"
        aria-expanded={choices.length > 0}
        aria-controls={list}
        aria-activedescendant={choices[chosen] ? `${list}-${chosen}` : undefined}
        aria-label={label}
        placeholder={hint}
        autoComplete="off"
        value={typed}
        onChange={event => {
          onType(event.target.value);
          setAt(0);
        }}
        onKeyDown={event => {
          if (event.key === "ArrowDown") setAt(Math.min(chosen + 1, choices.length - 1));
          else if (event.key === "ArrowUp") setAt(Math.max(chosen - 1, 0));
          else if (event.key === "Enter" && choices[chosen]) onChoose(choices[chosen]);
          else if (event.key !== "Enter") return;
          event.preventDefault();
        }}
      />
      <ul id={list} role="listbox" aria-label={label} hidden={choices.length === 0}>
        {choices.map((choice, i) => (
          <li
            key={choice.key}
            id={`${list}-${i}`}
            role="option"
            aria-selected={i === chosen}
            ref={element => {
              if (i === chosen) element?.scrollIntoView({ block: "nearest" });
            }}
            onMouseMove={() => setAt(i)}
            onClick={() => onChoose(choice)}
          >
            {children(choice)}
          </li>
        ))}
      </ul>
    </>
  );
}
