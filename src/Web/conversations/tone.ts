export type ToneHint = "shouting" | "exclaiming" | "blaming" | "unheard" | "curt";

/** A customer's sentiment below which they sound upset, and an answer should show that they were heard; -1 to 1. */
export const upsetBelow = -0.3;

/** Most hints at once, the weightiest first: more aren't read. */
const maxHints = 2;

/** Letters under which an answer to somebody upset looks careless. */
const curtLetters = 25;

/** Words of so many letters in capitals are shouted; shorter ones are abbreviations. */
const shoutedLetters = 5;

/** What sounds like blame or impatience, in the languages that the console speaks. */
const blaming = /\b(as i (already )?(said|told)|calm down|you should have|obviously|your own fault|not my problem)\b|kuten (jo )?(sanoin|kerroin|todettu)|rauhoitu|olisit voinut|oma vika|itsestään selvää|ei ole meidän ongelma/i;

const heard = /\b(sorry|apologi[sz]e|apolog(y|ies)|understand|thank you for telling)\b|pahoittel|anteeksi|ymmärr|harmi|ikävää|kiitos,? että kerroit/i;

/** What a careful colleague would say about an answer before it goes out. Hints, not rules: nothing is held back. */
export function toneHints(text: string, theirSentiment: number | null): ToneHint[] {
  const letters = text.trim();
  if (!letters) return [];
  const hints: ToneHint[] = [];
  if (theirSentiment !== null && theirSentiment < upsetBelow) {
    if (!heard.test(letters)) hints.push("unheard");
    else if (letters.length < curtLetters) hints.push("curt");
  }
  if (blaming.test(letters)) hints.push("blaming");
  const shouted = letters.match(/\p{Lu}+/gu)?.filter(word => [...word].length >= shoutedLetters).length ?? 0;
  if (shouted >= 2) hints.push("shouting");
  if (/!{2,}/.test(letters) || (letters.match(/!/g)?.length ?? 0) > 3) hints.push("exclaiming");
  return hints.slice(0, maxHints);
}
