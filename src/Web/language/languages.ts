import i18next from "i18next";
import { initReactI18next } from "react-i18next";
import { speakIn } from "../api/client";

/** Every file of texts is a language; its own name for itself stands in it as language.name. */
const files = import.meta.glob<Record<string, string>>("./texts/*.json", { import: "default", eager: true });

const texts = Object.fromEntries(Object.entries(files).map(([path, keys]) => [path.replace("./texts/", "").replace(".json", ""), keys]));

export const languages = Object.entries(texts).map(([tag, keys]) => ({ tag, name: keys["language.name"] ?? tag }));

const kept = "crm.language";

function preferred(): string {
  const chosen = localStorage.getItem(kept);
  if (chosen && chosen in texts) return chosen;
  return navigator.languages.map(tag => tag.split("-")[0]!).find(tag => tag in texts) ?? "en";
}

function spoken(tag: string) {
  document.documentElement.lang = tag;
  speakIn(tag);
}

export function startLanguages() {
  i18next.on("languageChanged", spoken);
  return i18next.use(initReactI18next).init({
    resources: Object.fromEntries(Object.entries(texts).map(([tag, keys]) => [tag, { translation: keys }])),
    lng: preferred(),
    fallbackLng: "en",
    keySeparator: false,
    nsSeparator: false,
    interpolation: { escapeValue: false },
  });
}

export function choose(tag: string) {
  localStorage.setItem(kept, tag);
  void i18next.changeLanguage(tag);
}
