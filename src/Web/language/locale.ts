/** Where the browser speaks another language than the reader chose, or names no region. */
const regions: Record<string, string> = { en: "en-GB", fi: "fi-FI" };

/** How dates and clock times are written: as in the browser's own region where that is of the chosen language, else as nearest to here. */
export function localeOf(language: string, browser: string = globalThis.navigator?.language ?? ""): string {
  const [spoken, region] = browser.split("-");
  return spoken === language && region ? browser : (regions[language] ?? language);
}
