/** A share of 0 to 1 in whole percent; a line where there is none. */
export const percent = (share: number | null, language: string) => (share === null ? "–" : new Intl.NumberFormat(language, { style: "percent" }).format(share));
