import { useId } from 'preact/hooks';

interface ChoiceProps {
  readonly label: string;
  /** What is shown, by the place: the first one has the value "01". */
  readonly names: readonly string[];
  readonly value: string;
  readonly wrong: boolean;
  readonly onChoose: (value: string) => void;
}

/** The browser's own list: it knows every keyboard and every phone. */
export function Choice({ label, names, value, wrong, onChoose }: ChoiceProps) {
  const id = useId();
  return (
    <div class="choice">
      <label for={id}>{label}</label>
      <select id={id} value={value} aria-invalid={wrong} onChange={(event) => onChoose(event.currentTarget.value)}>
        <option value="" />
        {names.map((name, index) => (
          <option key={name} value={String(index + 1).padStart(2, '0')}>
            {name}
          </option>
        ))}
      </select>
    </div>
  );
}
