/** Hertz and seconds of the two notes that say that something is to be looked at. */
const notes = [
  [660, 0],
  [880, 0.14],
] as const;
const noteSeconds = 0.22;
const volume = 0.08;

/** While the page is seen it speaks for itself. */
export const isSeen = () => !document.hidden && document.hasFocus();

export const mayShow = () => "Notification" in window && Notification.permission === "granted";

/** By the browser, beside the page; the same tag in another window is the same one. No words of the customer's: others may see the screen. */
export function showOutside(title: string, body: string, tag: string, open: () => void) {
  if (isSeen() || !mayShow()) return;
  try {
    const shown = new Notification(title, { body, tag, icon: "/icon.svg" });
    shown.onclick = () => {
      window.focus();
      shown.close();
      open();
    };
  } catch {
    // Some browsers of phones only let service workers do it.
  }
}

export function sound() {
  if (isSeen()) return;
  try {
    const context = new AudioContext();
    for (const [hertz, after] of notes) {
      const [tone, gain] = [context.createOscillator(), context.createGain()];
      const at = context.currentTime + after;
      tone.frequency.value = hertz;
      gain.gain.setValueAtTime(volume, at);
      gain.gain.exponentialRampToValueAtTime(0.0001, at + noteSeconds);
      tone.connect(gain).connect(context.destination);
      tone.start(at);
      tone.stop(at + noteSeconds);
    }
    setTimeout(() => void context.close(), 1000);
  } catch {
    // No sound here.
  }
}
