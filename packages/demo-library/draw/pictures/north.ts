import type { Picture } from '../picture.ts';
import { forest } from '../scenes/forest.ts';
import { lighthouse } from '../scenes/lighthouse.ts';
import { nightSky } from '../scenes/night-sky.ts';
import { snow } from '../scenes/snow.ts';

/** Camping in the far north. */
export const north: readonly Picture[] = [
  {
    media: 'aurora-green.jpg',
    seed: 101,
    scene: nightSky({ sky: ['#030a1c', '#0a2238', '#12504f'], aurora: ['#3dffa2', '#4de1ff'], ground: '#040a10' }),
  },
  {
    media: 'aurora-violet-portrait.jpg',
    seed: 102,
    portrait: true,
    scene: nightSky({
      sky: ['#0a0620', '#1c1248', '#2a3a6a'],
      aurora: ['#5dffb0', '#c77dff', '#ff6fb5'],
      ground: '#05060f',
    }),
  },
  {
    media: 'tent-under-stars.jpg',
    seed: 103,
    scene: nightSky({
      sky: ['#050a24', '#14265c', '#3f4f8c'],
      band: ['#5a5fb0', '#b08ac9'],
      tent: 0.4,
      ground: '#060a16',
    }),
  },
  {
    media: 'forest-fog.jpg',
    seed: 111,
    scene: forest({ top: '#8fa8ac', fog: '#dfe9e6', tree: '#12352c', light: '#fff6da', lightAt: 0.62 }),
  },
  {
    media: 'forest-golden.jpg',
    seed: 112,
    scene: forest({ top: '#d98a4f', fog: '#ffe0ae', tree: '#3a2412', light: '#fff0b8', lightAt: 0.35 }),
  },
  {
    media: 'forest-blue-portrait.jpg',
    seed: 113,
    portrait: true,
    scene: forest({ top: '#2f4a72', fog: '#a9c1dc', tree: '#0b1c33', light: '#e3f0ff', lightAt: 0.5, layers: 7 }),
  },
  {
    media: 'cabin-at-night.jpg',
    seed: 121,
    scene: snow({
      sky: ['#0b1640', '#2b3f86', '#7f8fd0'],
      shadow: '#5a73b8',
      tree: '#142a4a',
      cabin: 0.6,
      moon: [0.22, 0.18],
      flakes: 120,
      snow: '#e8f0ff',
    }),
  },
  {
    media: 'snowfall.jpg',
    seed: 122,
    scene: snow({ sky: ['#aebfce', '#d3dee6', '#eef3f5'], shadow: '#a9bccb', tree: '#2f4a4a', flakes: 520 }),
  },
  {
    media: 'alpenglow-snow.png',
    seed: 123,
    scene: snow({
      sky: ['#4b5fae', '#c68fc0', '#ffc9a8'],
      shadow: '#8f86c4',
      tree: '#2a2f5a',
      cabin: 0.33,
      snow: '#fff1ee',
    }),
  },
  {
    media: 'lighthouse-night.jpg',
    seed: 131,
    scene: lighthouse({
      sky: ['#050a22', '#14265a', '#4a4f8c'],
      sea: ['#27407a', '#101d44', '#060b1e'],
      rock: '#23263a',
      stripe: '#8f2a35',
      at: 0.32,
      night: true,
    }),
  },
];
