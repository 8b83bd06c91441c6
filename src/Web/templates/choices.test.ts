import { expect, test } from "vitest";
import type { Template } from "../api/types";
import { choicesOf, fill, matching } from "./choices";

const template = (id: string, texts: Record<string, string>, title: Template["title"] = null): Template => ({
  id,
  title,
  texts: Object.entries(texts).map(([language, text]) => ({ language: language === "any" ? null : language, text })),
});

const templates = [
  template("thanks", { fi: "Kiitos, {customer}!", en: "Thank you, {customer}!", sv: "Tack, {customer}!" }, { fi: "Kiitos", en: "Thanks" }),
  template("hours", { any: "Mon-Fri 8-16" }),
  template("sorry", { en: "Sorry, {customer}", fi: "Pahoittelut" }),
];
const keys = (theirs: string | null, own: string) => choicesOf(templates, theirs, own).map(c => c.key.trim());

test("the customer's language stands first, then the reader's, in the document's order", () => {
  expect(keys("sv", "fi")).toEqual(["thanks sv", "hours", "thanks fi", "sorry fi", "thanks en", "sorry en"]);
  expect(keys("fi", "en")).toEqual(["thanks fi", "hours", "sorry fi", "thanks en", "sorry en", "thanks sv"]);
});

test("where the customer's language isn't known, the reader's stands first", () => {
  expect(keys(null, "en")).toEqual(["thanks en", "hours", "sorry en", "thanks fi", "thanks sv", "sorry fi"]);
});

test("a template is called as the reader calls it, or by its id", () => {
  expect(choicesOf(templates, null, "fi").map(c => c.title)).toEqual(["Kiitos", "hours", "sorry", "Kiitos", "Kiitos", "sorry"]);
});

test("every typed word must be in the title, the id or the text", () => {
  const all = choicesOf(templates, "fi", "en");
  const found = (typed: string) => matching(all, typed).map(c => c.key.trim());
  expect(found("  THANKS tack ")).toEqual(["thanks sv"]);
  expect(found("8-16")).toEqual(["hours"]);
  expect(found("thanks 8-16")).toEqual([]);
  expect(matching(all, "")).toEqual(all);
});

test("places are filled, and one that isn't known leaves no gap", () => {
  const places = { customer: "Liisa $& Virtanen", agent: "Aino", account: "" };
  expect(fill("Hei {customer},\n{other} terveisin {agent} / {account}.", places)).toBe("Hei Liisa $& Virtanen,\n{other} terveisin Aino /.");
  expect(fill("Hei {customer},\n\nkiitos, {customer}!", { ...places, customer: "" })).toBe("Hei,\n\nkiitos!");
});
