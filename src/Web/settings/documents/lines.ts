/** A stretch of lines of one text that stands for a stretch of another; the ends are exclusive. */
export interface Hunk {
  from: number;
  until: number;
  otherFrom: number;
  otherUntil: number;
}

export interface DiffLine {
  kind: "same" | "removed" | "added";
  text: string;
}

/** Beyond so many different lines the rest counts as one large change: looking on would take time by the square of them. */
const maxDistance = 1_500;

export const linesOf = (text: string) => text.split("\n");

/** Where b differs from a, in order (Myers, "An O(ND) Difference Algorithm", 1986). */
export function hunks(a: readonly string[], b: readonly string[]): Hunk[] {
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  let aEnd = a.length;
  let bEnd = b.length;
  while (aEnd > start && bEnd > start && a[aEnd - 1] === b[bEnd - 1]) {
    aEnd--;
    bEnd--;
  }
  if (start === aEnd && start === bEnd) return [];
  const pairs = common(a.slice(start, aEnd), b.slice(start, bEnd));
  const found: Hunk[] = [];
  let [i, j] = [start, start];
  for (const [x, y] of [...pairs.map(([x, y]) => [x + start, y + start] as const), [aEnd, bEnd] as const]) {
    if (x > i || y > j) found.push({ from: i, until: x, otherFrom: j, otherUntil: y });
    [i, j] = [x + 1, y + 1];
  }
  return found;
}

/** The pairs of equal lines that a shortest difference keeps; none where the texts have too little in common. */
function common(a: readonly string[], b: readonly string[]): [number, number][] {
  const most = Math.min(a.length + b.length, maxDistance);
  const middle = most + 1;
  // How far each diagonal reaches, and of every distance what it was before.
  const reach = new Int32Array(2 * most + 3);
  const trace: Int32Array[] = [];
  for (let d = 0; d <= most; d++) {
    trace.push(reach.slice(middle - d - 1, middle + d + 2));
    for (let k = -d; k <= d; k += 2) {
      const isDown = k === -d || (k !== d && reach[middle + k - 1]! < reach[middle + k + 1]!);
      let x = isDown ? reach[middle + k + 1]! : reach[middle + k - 1]! + 1;
      while (x < a.length && x - k < b.length && a[x] === b[x - k]) x++;
      reach[middle + k] = x;
      if (x >= a.length && x - k >= b.length) return back(trace, a.length, b.length);
    }
  }
  return [];
}

function back(trace: readonly Int32Array[], aLength: number, bLength: number): [number, number][] {
  const pairs: [number, number][] = [];
  let [x, y] = [aLength, bLength];
  for (let d = trace.length - 1; d >= 0; d--) {
    const reach = (k: number) => trace[d]![k + d + 1]!;
    const k = x - y;
    const isDown = k === -d || (k !== d && reach(k - 1) < reach(k + 1));
    const from = isDown ? k + 1 : k - 1;
    const xBefore = reach(from);
    const start = isDown ? xBefore : xBefore + 1;
    while (x > start && y > 0) pairs.push([--x, --y]);
    if (d > 0) [x, y] = [xBefore, xBefore - from];
  }
  return pairs.reverse();
}

/** Both texts as one, line by line. */
export function difference(before: string, after: string): DiffLine[] {
  const [a, b] = [linesOf(before), linesOf(after)];
  const found: DiffLine[] = [];
  let at = 0;
  const same = (until: number) => {
    for (; at < until; at++) found.push({ kind: "same", text: a[at]! });
  };
  for (const hunk of hunks(a, b)) {
    same(hunk.from);
    for (; at < hunk.until; at++) found.push({ kind: "removed", text: a[at]! });
    for (const text of b.slice(hunk.otherFrom, hunk.otherUntil)) found.push({ kind: "added", text });
  }
  same(a.length);
  return found;
}

/** What two people made of one text, together. Where both changed the same lines, mine stand, and clashes counts them. */
export function merge(base: string, mine: string, theirs: string): { text: string; clashes: number } {
  const [o, a, b] = [linesOf(base), linesOf(mine), linesOf(theirs)];
  const [ours, others] = [hunks(o, a), hunks(o, b)];
  const merged: string[] = [];
  let clashes = 0;
  let [at, i, j] = [0, 0, 0];
  while (i < ours.length || j < others.length) {
    const [from, rest] = i < ours.length && (j >= others.length || before(ours[i]!, others[j]!)) ? [ours[i]!, others] : [others[j]!, ours];
    const isOurs = rest === others;
    merged.push(...o.slice(at, from.from));
    // Everything of both sides that overlaps is one place.
    let [firstOurs, firstOthers, until] = [i, j, from.until];
    if (isOurs) i++;
    else j++;
    for (let grown = true; grown; ) {
      grown = false;
      while (i < ours.length && overlaps(ours[i]!, from.from, until)) [until, grown] = [Math.max(until, ours[i++]!.until), true];
      while (j < others.length && overlaps(others[j]!, from.from, until)) [until, grown] = [Math.max(until, others[j++]!.until), true];
    }
    const both = i > firstOurs && j > firstOthers;
    const [side, list, first, last] = i > firstOurs ? [a, ours, firstOurs, i - 1] : [b, others, firstOthers, j - 1];
    const [head, tail] = [list[first]!, list[last]!];
    const written = side.slice(head.otherFrom - (head.from - from.from), tail.otherUntil + (until - tail.until));
    merged.push(...written);
    if (both) {
      const theirWords = b.slice(others[firstOthers]!.otherFrom - (others[firstOthers]!.from - from.from), others[j - 1]!.otherUntil + (until - others[j - 1]!.until));
      if (theirWords.join("\n") !== written.join("\n")) clashes++;
    }
    at = until;
  }
  merged.push(...o.slice(at));
  return { text: merged.join("\n"), clashes };
}

const before = (a: Hunk, b: Hunk) => a.from < b.from || (a.from === b.from && a.until <= b.until);

/** Two insertions at one place do, too: nobody can tell which comes first. */
const overlaps = (hunk: Hunk, from: number, until: number) => hunk.from < until || (hunk.from === from && hunk.from === until);
