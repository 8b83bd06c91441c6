import { Fragment } from "react";

const address = /(https?:\/\/[^\s<>"']+[^\s<>"'.,;:!?)\]])/g;

/** A text as it was written, with its line breaks; addresses of the web can be followed, and nothing in it is ever markup. */
export function Words({ text }: { text: string }) {
  return (
    <span className="words">
      {text.split(address).map((part, i) =>
        i % 2 ? (
          <a key={i} href={part} target="_blank" rel="noreferrer noopener">{part}</a>
        ) : (
          <Fragment key={i}>{part}</Fragment>
        ),
      )}
    </span>
  );
}
