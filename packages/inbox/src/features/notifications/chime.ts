const NOTES_HZ = [660, 880];
const NOTE_S = 0.12;
const LOUDNESS = 0.08;

let audio: AudioContext | undefined;

/** Two soft notes. Browsers keep them back until the person has clicked or typed something on the page. */
export async function chime(): Promise<void> {
  audio ??= new AudioContext();
  if (audio.state === 'suspended') await audio.resume();
  const begin = audio.currentTime;
  for (const [index, frequency] of NOTES_HZ.entries()) playNote(audio, frequency, begin + index * NOTE_S);
}

function playNote(context: AudioContext, frequency: number, at: number): void {
  const note = new OscillatorNode(context, { frequency });
  const volume = new GainNode(context, { gain: 0 });
  volume.gain.setValueAtTime(0, at);
  volume.gain.linearRampToValueAtTime(LOUDNESS, at + 0.01);
  volume.gain.exponentialRampToValueAtTime(0.0001, at + NOTE_S * 2);
  note.connect(volume).connect(context.destination);
  note.start(at);
  note.stop(at + NOTE_S * 2);
}
