/** A sound of the till: money is paid, money is seen, something needs a person. */
export type Sound = 'paid' | 'detected' | 'alarm'

type Tone = Readonly<{ hertz: number; startMs: number; lengthMs: number }>

/** Short figures that a shop full of noise tells apart: rising third, one soft note, two low repeats. */
const figures: Readonly<Record<Sound, readonly Tone[]>> = {
  detected: [{ hertz: 587, startMs: 0, lengthMs: 140 }],
  paid: [
    { hertz: 659, startMs: 0, lengthMs: 140 },
    { hertz: 831, startMs: 120, lengthMs: 140 },
    { hertz: 988, startMs: 240, lengthMs: 320 },
  ],
  alarm: [
    { hertz: 294, startMs: 0, lengthMs: 240 },
    { hertz: 277, startMs: 320, lengthMs: 240 },
    { hertz: 294, startMs: 640, lengthMs: 240 },
    { hertz: 277, startMs: 960, lengthMs: 360 },
  ],
}

const loudness = 0.22
let audio: AudioContext | undefined

function playTone(context: AudioContext, { hertz, startMs, lengthMs }: Tone): void {
  const at = context.currentTime + startMs / 1000
  const end = at + lengthMs / 1000
  const oscillator = context.createOscillator()
  const gain = context.createGain()
  oscillator.type = 'triangle'
  oscillator.frequency.value = hertz
  gain.gain.setValueAtTime(0, at)
  gain.gain.linearRampToValueAtTime(loudness, at + 0.012)
  gain.gain.exponentialRampToValueAtTime(0.001, end)
  oscillator.connect(gain).connect(context.destination)
  oscillator.start(at)
  oscillator.stop(end)
}

/** Plays a sound unless the settings say no. A page without audio stays silent: the screen says the same in words. */
export function playSound(sound: Sound, isOn = true): void {
  if (!isOn || typeof AudioContext === 'undefined') return
  audio ??= new AudioContext()
  void audio.resume()
  for (const tone of figures[sound]) playTone(audio, tone)
}
