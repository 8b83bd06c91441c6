import { isMapping, type Path, type Value } from "./yamlText";

/**
 * The way to a place that the service names, as far as there is one: names may have dots in them, so it is what the document has there that tells where a
 * name ends.
 */
export function pathOf(value: Value, name: string): Path {
  const path: (string | number)[] = [];
  let rest = name;
  let at: Value | undefined = value;
  while (rest) {
    if (isMapping(at)) {
      const key: string | undefined = [...at.keys()].filter(k => rest === k || rest.startsWith(`${k}.`) || rest.startsWith(`${k}[`)).sort((a, b) => b.length - a.length)[0];
      if (key === undefined) break;
      path.push(key);
      at = at.get(key);
      rest = rest.slice(key.length).replace(/^\./, "");
    } else if (Array.isArray(at)) {
      const index = /^\[(\d+)\]\.?/.exec(rest);
      if (!index) break;
      path.push(Number(index[1]));
      at = at[Number(index[1])];
      rest = rest.slice(index[0].length);
    } else break;
  }
  return path;
}
