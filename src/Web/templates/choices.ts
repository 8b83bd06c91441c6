import type { Template } from "../api/types";

/** A template in one of its languages. */
export interface TemplateChoice {
  key: string;
  title: string;
  text: string;
  /** Null: for any language. */
  language: string | null;
}

/** What a place in a text stands for; empty where that isn't known. */
export type Places = Record<"customer" | "agent" | "account", string>;

/** The texts of templates: those in the customer's language first, then those in the reader's, each as the document orders them. */
export function choicesOf(templates: readonly Template[], theirs: string | null, own: string): TemplateChoice[] {
  const rank = (language: string | null) => (language === null || language === (theirs ?? own) ? 0 : language === own ? 1 : 2);
  return templates
    .flatMap(({ id, title, texts }) =>
      texts.map(({ language, text }) => ({ key: `${id} ${language ?? ""}`, title: (own === "fi" ? title?.fi : title?.en) ?? id, text, language })),
    )
    .sort((a, b) => rank(a.language) - rank(b.language));
}

/** Those that have every typed word, in whatever order. */
export function matching(choices: readonly TemplateChoice[], typed: string): TemplateChoice[] {
  const words = typed.trim().toLowerCase().split(/\s+/);
  return choices.filter(({ key, title, text }) => words.every(word => `${title} ${key} ${text}`.toLowerCase().includes(word)));
}

/** The text with its places filled; one that isn't known goes away with the comma and the space before it. */
export const fill = (text: string, places: Places) =>
  text.replace(/(,? ?)\{(customer|agent|account)\}/g, (_, before: string, name: keyof Places) => (places[name] ? before + places[name] : ""));
