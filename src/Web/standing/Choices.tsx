interface Props<T extends string> {
  legend: string;
  name: string;
  value: T;
  choices: readonly { value: T; label: string; hint: string; disabled?: boolean }[];
  onChoose: (value: T) => void;
}

/** One of a few, each with what it means. */
export function Choices<T extends string>({ legend, name, value, choices, onChoose }: Props<T>) {
  return (
    <fieldset className="meanings">
      <legend>{legend}</legend>
      {choices.map(choice => (
        <label key={choice.value} className="check">
          <input type="radio" name={name} value={choice.value} checked={choice.value === value} disabled={choice.disabled ?? false} onChange={() => onChoose(choice.value)} />
          <span>
            {choice.label}
            <span className="quiet">{choice.hint}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
