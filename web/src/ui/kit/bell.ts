// Two soft tones two minutes before the time is up, three at its end; for consoles and walls, and only where asked for.

import type { ClockState } from "./clock";

/** What rings, in order: pitches in hertz. */
const TONES: { readonly [State in ClockState]?: readonly number[] } = { soon: [660, 660], over: [660, 550, 440] };

/** Plays tones one after another; a browser that forbids sound stays silent. */
function play(tones: readonly number[]): void {
  try {
    const audio = new AudioContext();
    tones.forEach((pitch, place) => {
      const at = audio.currentTime + place * 0.35;
      const [tone, loudness] = [audio.createOscillator(), audio.createGain()];
      tone.frequency.value = pitch;
      loudness.gain.setValueAtTime(0.0001, at);
      loudness.gain.exponentialRampToValueAtTime(0.2, at + 0.02);
      loudness.gain.exponentialRampToValueAtTime(0.0001, at + 0.3);
      tone.connect(loudness).connect(audio.destination);
      tone.start(at);
      tone.stop(at + 0.32);
      if (place === tones.length - 1) tone.onended = () => void audio.close();
    });
  } catch {
    // Nothing depends on it: what rings is written on the screen too.
  }
}

/** Follows a clock and rings where it should: when a state comes about, not when one looks at it first. */
export function rings(ring: (tones: readonly number[]) => void = play): (state: ClockState, on: boolean) => void {
  let before: ClockState | null = null;
  return (state, on) => {
    const tones = TONES[state];
    if (on && tones && before !== null && before !== "none" && before !== state) ring(tones);
    before = state;
  };
}
