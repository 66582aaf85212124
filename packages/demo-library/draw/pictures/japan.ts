import type { Picture } from '../picture.ts';
import { avenue } from '../scenes/avenue.ts';
import { blossom } from '../scenes/blossom.ts';
import { lanterns } from '../scenes/lanterns.ts';
import { underwater } from '../scenes/underwater.ts';
import { volcanoLake } from '../scenes/volcano-lake.ts';

/** A journey through Japan. */
export const japan: readonly Picture[] = [
  {
    media: 'volcano-blossom.jpg',
    seed: 301,
    scene: volcanoLake({
      sky: ['#5aa9e6', '#a8d5f2', '#fde9ea'],
      rock: '#4f6a94',
      cap: '#ffffff',
      lake: ['#a8cfe6', '#4f8ab8', '#2a5a8c'],
      shore: '#4f7a5a',
      petal: '#f8a5c2',
    }),
  },
  {
    media: 'volcano-gate.jpg',
    seed: 302,
    scene: volcanoLake({
      sky: ['#2a2f6b', '#b0567f', '#ff9a76', '#ffe0a8'],
      rock: '#5a3f6b',
      cap: '#ffe3d6',
      lake: ['#f0a088', '#7a4a78', '#2f2450'],
      shore: '#3f2f50',
      gate: 0.3,
    }),
  },
  {
    media: 'volcano-night-portrait.jpg',
    seed: 303,
    portrait: true,
    scene: volcanoLake({
      sky: ['#040a26', '#1f3f94', '#8f8fd0'],
      rock: '#0d1840',
      cap: '#dfe8ff',
      lake: ['#5a6ab0', '#1c2f6b', '#080f2c'],
      shore: '#10204a',
      gate: 0.5,
      night: true,
    }),
  },
  {
    media: 'lantern-alley.jpg',
    seed: 311,
    scene: lanterns({
      dark: ['#0a0714', '#23122a', '#4a2230'],
      paper: ['#ff6b4a', '#ff8f4d', '#ffb84d', '#f2542d'],
      rows: 5,
    }),
  },
  {
    media: 'lantern-alley-portrait.jpg',
    seed: 312,
    portrait: true,
    scene: lanterns({
      dark: ['#060a1a', '#141f40', '#3a2a4a'],
      paper: ['#ffd27a', '#ff9fb0', '#fff0c4', '#9fd8ff'],
      rows: 6,
    }),
  },
  {
    media: 'cherry-avenue.jpg',
    seed: 321,
    scene: avenue({
      sky: ['#8fc9ee', '#d3ecf7', '#fff4f4'],
      crown: ['#f7a8c4', '#fbc4d8', '#f28cb1'],
      path: '#d9c9b8',
      grass: '#7fae5a',
    }),
  },
  {
    media: 'maple-avenue-portrait.jpg',
    seed: 322,
    portrait: true,
    scene: avenue({
      sky: ['#9fb8c9', '#f2dfc0', '#ffe9c0'],
      crown: ['#d1401f', '#f08a24', '#f5b82e', '#b52a1c'],
      path: '#b89a7a',
      grass: '#9a8a3f',
    }),
  },
  {
    media: 'koi-pond.jpg',
    seed: 331,
    scene: underwater({
      water: ['#8fd9c4', '#2f9c8f', '#0f5a5c', '#06343a'],
      fish: [
        ['#ff7a2f', '#fff4e6'],
        ['#fff0e0', '#f2461f'],
        ['#ffb52e', '#2a2a2a'],
      ],
      corals: ['#2f8f5a', '#5aa84a', '#8fb84a'],
      count: 22,
    }),
  },
  {
    media: 'coral-reef.jpg',
    seed: 332,
    scene: underwater({
      water: ['#7fe3f2', '#1f9fd1', '#0a5c9c', '#04285c'],
      fish: [
        ['#ffd21f', '#1f3f9c'],
        ['#ff7f50', '#ffffff'],
        ['#4d7cff', '#ffe14d'],
        ['#f25c9a', '#fff0f5'],
      ],
      corals: ['#ff6f7d', '#ff9f4d', '#c86bd9', '#ffd166'],
      count: 34,
    }),
  },
  {
    media: 'chrysanthemum.jpg',
    seed: 341,
    scene: blossom({
      ground: ['#2a1230', '#4a1f40'],
      outer: '#d93a6b',
      inner: '#ffb35c',
      heart: '#f7c948',
      rings: 7,
      petals: 21,
      at: [0.52, 0.52],
    }),
  },
];
