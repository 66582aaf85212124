import type { Picture } from '../picture.ts';
import { balloons } from '../scenes/balloons.ts';
import { bridge } from '../scenes/bridge.ts';
import { dewyLeaf } from '../scenes/dewy-leaf.ts';
import { dunes } from '../scenes/dunes.ts';
import { mountains } from '../scenes/mountains.ts';
import { nightSky } from '../scenes/night-sky.ts';
import { underwater } from '../scenes/underwater.ts';

/** Pictures from all over the world. */
export const best: readonly Picture[] = [
  {
    media: 'balloons-morning.jpg',
    seed: 501,
    scene: balloons({
      sky: ['#4a8fd0', '#a8d3ec', '#ffe6c0'],
      hills: ['#9fa8b8', '#5a6a4a'],
      haze: '#ffeacb',
      stripes: [
        ['#e63946', '#ffd166'],
        ['#2a6fb8', '#f1faee'],
        ['#f4842c', '#6a2f8f'],
        ['#2a9d8f', '#fff3c4'],
      ],
      places: [
        [0.86, 0.36, 0.03],
        [0.1, 0.42, 0.04],
        [0.56, 0.5, 0.035],
        [0.7, 0.22, 0.075],
        [0.18, 0.2, 0.1],
        [0.44, 0.34, 0.2],
      ],
    }),
  },
  {
    media: 'balloons-dusk.jpg',
    seed: 502,
    scene: balloons({
      sky: ['#2f2a6b', '#b8568a', '#ff9f76', '#ffe0a0'],
      hills: ['#8a5a7a', '#3a2a45'],
      haze: '#ffc9a0',
      stripes: [
        ['#ffb703', '#fb5607'],
        ['#8338ec', '#ff7fa8'],
        ['#06d6a0', '#118ab2'],
      ],
      places: [
        [0.5, 0.48, 0.028],
        [0.9, 0.3, 0.045],
        [0.62, 0.3, 0.06],
        [0.12, 0.46, 0.05],
        [0.28, 0.3, 0.17],
        [0.8, 0.52, 0.12],
      ],
    }),
  },
  {
    media: 'balloon-portrait.jpg',
    seed: 503,
    portrait: true,
    scene: balloons({
      sky: ['#5ab0e8', '#c4e6f5', '#fff2dc'],
      hills: ['#a8b8b0', '#6f8a4a'],
      haze: '#fff4dc',
      stripes: [
        ['#d62839', '#f7f3e3'],
        ['#1d6fa3', '#ffd23f'],
      ],
      places: [
        [0.55, 0.33, 0.17],
        [0.2, 0.55, 0.045],
        [0.85, 0.14, 0.04],
      ],
    }),
  },
  {
    media: 'dunes-caravan.jpg',
    seed: 511,
    scene: dunes({
      sky: ['#3f7fc0', '#a8cbe0', '#ffe3b8'],
      sand: '#e0a05c',
      shadow: '#8a4a2a',
      light: [0.76, 0.24],
      camels: true,
    }),
  },
  {
    media: 'dunes-night.jpg',
    seed: 514,
    scene: dunes({
      sky: ['#050a26', '#1c2f6b', '#6a6fb0'],
      sand: '#7f86c0',
      shadow: '#1c2250',
      light: [0.26, 0.2],
      night: true,
    }),
  },
  {
    media: 'mountain-sunrise.jpg',
    seed: 521,
    scene: mountains({
      sky: ['#2f4f8f', '#d9809a', '#ffb88a', '#ffe9b8'],
      far: '#a884b0',
      near: '#1c1f3a',
      haze: '#ffdcb8',
      light: [0.62, 0.4],
    }),
  },
  {
    media: 'mountain-blue.jpg',
    seed: 522,
    scene: mountains({
      sky: ['#1f6fb8', '#8fc4e6', '#eaf5f7'],
      far: '#8fb0cc',
      near: '#12302f',
      haze: '#e6f2f5',
      light: [0.25, 0.18],
      ranges: 6,
    }),
  },
  {
    media: 'bridge-in-fog.jpg',
    seed: 531,
    scene: bridge({
      sky: ['#4f8fc4', '#c4d8e0', '#ffe3c4'],
      steel: '#c0392b',
      sea: ['#8fb0b8', '#4f7f90', '#2a5568'],
      fog: '#f4efe8',
      sun: [0.5, 0.44],
    }),
  },
  {
    media: 'milky-way.jpg',
    seed: 541,
    scene: nightSky({
      sky: ['#02040f', '#0a1436', '#2f2f66', '#a8607a'],
      band: ['#3f4a9c', '#9a6fb8', '#f0c9b0'],
      ground: '#04050c',
    }),
  },
  {
    media: 'moonrise-portrait.jpg',
    seed: 542,
    portrait: true,
    scene: nightSky({ sky: ['#0a1236', '#2f3f86', '#c98a9c'], moon: [0.5, 0.34, 0.09], ground: '#0a0c1c' }),
  },
  {
    media: 'jellyfish.jpg',
    seed: 551,
    scene: underwater({
      water: ['#3f5fd0', '#1f2f9c', '#140f5c', '#08042c'],
      fish: [['#8fd0ff', '#ffffff']],
      corals: ['#5a3fb0', '#9a4fc9', '#d95fa8'],
      count: 0,
      jelly: '#ff9fe0',
    }),
  },
  { media: 'dew-on-leaf.jpg', seed: 561, scene: dewyLeaf({ leaf: '#3f9c3a', vein: '#b8e07a', drops: 90 }) },
];
