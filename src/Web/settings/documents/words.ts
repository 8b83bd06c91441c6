import { useTranslation } from "react-i18next";
import { helpOf, type Member } from "./shapes";

/** The words of a document for people: what its fields, and the words that can stand in them, are called. */
export function useFieldWords() {
  const { t, i18n } = useTranslation();
  const first = (keys: string[], otherwise: string) => {
    const key = keys.find(k => i18n.exists(k));
    return key ? t(key) : otherwise;
  };
  return {
    language: i18n.language,
    /** within: the member around it, which may give a word another meaning. */
    field: (name: string, within: string) => first([`field.${within}.${name}`, `field.${name}`], name),
    /** One of what a list or a mapping of that name holds. */
    one: (name: string) => first([`field.one.${name}`], t("document.one")),
    word: (word: string, field: string) => first([`word.${field}.${word}`, `word.${word}`, `priority.${word}`, `status.${word}`, `stage.${word}`, `channel.${word}`], word),
    help: (member: Member) => helpOf(member.description, i18n.language),
  };
}
