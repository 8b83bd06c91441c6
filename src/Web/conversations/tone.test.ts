import { expect, test } from "vitest";
import { toneHints } from "./tone";

test.each([
  ["Hei Liisa, laukkusi tulee illan koneella. Terveisin Aino", null, []],
  ["", -1, []],
  ["LUKEKAA OHJEET ENNEN KUIN KYSYTTE", null, ["shouting"]],
  ["Lento AY1371 HEL-OUL lähtee klo 14", null, []],
  ["Kyllä se tulee!!", null, ["exclaiming"]],
  ["As I already said, the bag is late.", null, ["blaming"]],
  ["Kuten jo sanoin, laukku on myöhässä.", null, ["blaming"]],
  ["Se tulee illalla.", -0.8, ["unheard"]],
  ["Pahoittelut. Tulee.", -0.8, ["curt"]],
  ["KUTEN JO SANOIN, ILLALLA!!", -0.8, ["unheard", "blaming"]],
  ["Pahoittelen kovasti: laukku tulee illan koneella.", -0.8, []],
  ["I am sorry that your bag is late; it comes tonight.", -0.8, []],
  ["Se tulee illalla.", -0.1, []],
])("%s", (text, sentiment, hints) => expect(toneHints(text, sentiment)).toEqual(hints));
