export const themes = ["system", "light", "dark"] as const;
export type Theme = (typeof themes)[number];

const kept = "crm.theme";

export const theme = (): Theme => themes.find(t => t === localStorage.getItem(kept)) ?? "system";

export function applyTheme(chosen: Theme = theme()) {
  if (chosen === "system") localStorage.removeItem(kept);
  else localStorage.setItem(kept, chosen);
  document.documentElement.dataset.theme = chosen;
}
