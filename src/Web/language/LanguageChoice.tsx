import { useTranslation } from "react-i18next";
import { choose, languages } from "./languages";

export function LanguageChoice() {
  const { t, i18n } = useTranslation();
  return (
    <div className="language-choice" role="group" aria-label={t("language.choose")}>
      {languages.map(({ tag, name }) => (
        <button key={tag} type="button" className="plain" lang={tag} aria-pressed={i18n.language === tag} onClick={() => choose(tag)}>
          {name}
        </button>
      ))}
    </div>
  );
}
