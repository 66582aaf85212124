import type { Picture } from '../picture.ts';
import { beach } from '../scenes/beach.ts';
import { flowers } from '../scenes/flowers.ts';
import { hills } from '../scenes/hills.ts';
import { lighthouse } from '../scenes/lighthouse.ts';
import { sailing } from '../scenes/sailing.ts';
import { stillLife } from '../scenes/still-life.ts';
import { village } from '../scenes/village.ts';

/** A summer at the Mediterranean. */
export const riviera: readonly Picture[] = [
  {
    media: 'beach-noon.jpg',
    seed: 11,
    scene: beach({
      sky: ['#1f7fd1', '#6db9ec', '#d5effa'],
      sea: ['#0b6fb0', '#1fa9c9', '#8ee6dc'],
      sand: ['#f6e3b8', '#ead09a', '#d9b87c'],
      palms: '#1d4a2c',
      parasols: true,
    }),
  },
  {
    media: 'beach-sunset.jpg',
    seed: 12,
    scene: beach({
      sky: ['#3b2a6b', '#c2477a', '#ff8a5c', '#ffd58a'],
      sea: ['#c4607a', '#6b3a73', '#3a2a5c'],
      sand: ['#a86a5c', '#7a4a52', '#4a2f42'],
      palms: '#1c1026',
      sun: [0.36, 0.36],
    }),
  },
  {
    media: 'beach-morning-portrait.jpg',
    seed: 13,
    portrait: true,
    scene: beach({
      sky: ['#7fc7e8', '#c9ecf2', '#fff0da'],
      sea: ['#58b7c9', '#8ed9d6', '#d0f2e6'],
      sand: ['#fff0d6', '#f2d9b4', '#dcb98c'],
      palms: '#2a5a3a',
      sun: [0.3, 0.33],
    }),
  },
  {
    media: 'harbour-village.jpg',
    seed: 21,
    scene: village({
      sky: ['#2a86d6', '#84c4ee', '#e6f5fb'],
      hill: '#4f7a4a',
      walls: ['#f2b25c', '#e8795a', '#f6dca0', '#ef9f9f', '#fbeede', '#d9644a'],
      shutters: ['#2f6f62', '#2d5f8a', '#7a3b2e'],
      sea: ['#1e88a8', '#0e5a80', '#0a3d5e'],
    }),
  },
  {
    media: 'harbour-dusk.jpg',
    seed: 22,
    scene: village({
      sky: ['#1b1f4b', '#6a3f7f', '#f0876a', '#ffd0a0'],
      hill: '#3a3a5c',
      walls: ['#b8795c', '#a8566a', '#c9a07a', '#8f5f7a', '#d0a890'],
      shutters: ['#2c3a5e', '#3d4f6b', '#5a2e3c'],
      sea: ['#8a4f70', '#3a2f5c', '#1b1a3a'],
      lit: true,
    }),
  },
  {
    media: 'harbour-portrait.jpg',
    seed: 27,
    portrait: true,
    scene: village({
      sky: ['#3f9ae0', '#a6d7f2', '#f2fafa'],
      hill: '#5f8a55',
      walls: ['#ffd98f', '#f7a072', '#f9e7c8', '#e76f51', '#f4b6a6'],
      shutters: ['#2a9d8f', '#264653', '#7f5539'],
      sea: ['#35b0bf', '#157a9c', '#0b4a70'],
    }),
  },
  {
    media: 'regatta.jpg',
    seed: 31,
    scene: sailing({
      sky: ['#1e78c8', '#7cc0ee', '#e8f6fb'],
      sea: ['#2a8fc4', '#125f96', '#083a66'],
      sails: ['#ffffff', '#fff3dc', '#f26b5b', '#ffffff'],
      hull: '#24405e',
      coast: '#5a7a8c',
      boats: [
        [0.14, 0.6, 0.05],
        [0.3, 0.62, 0.07],
        [0.86, 0.64, 0.09],
        [0.68, 0.72, 0.17],
        [0.4, 0.88, 0.34],
      ],
    }),
  },
  {
    media: 'sail-at-sunset.jpg',
    seed: 32,
    scene: sailing({
      sky: ['#2d1e5f', '#a8386f', '#ff7f50', '#ffd27a'],
      sea: ['#e07a5f', '#7a3560', '#24183f'],
      sails: ['#3a1c3f', '#4a2450'],
      hull: '#1f1030',
      sun: [0.6, 0.5],
      coast: '#4a2a55',
      boats: [
        [0.2, 0.61, 0.07],
        [0.42, 0.8, 0.3],
      ],
    }),
  },
  {
    media: 'lighthouse-day.jpg',
    seed: 41,
    scene: lighthouse({
      sky: ['#2f86cf', '#8cc7ec', '#eef8fa'],
      sea: ['#3aa0c4', '#14608c', '#0a3a5c'],
      rock: '#7a6a5a',
      stripe: '#d1342f',
      at: 0.68,
    }),
  },
  {
    media: 'lighthouse-storm-portrait.jpg',
    seed: 42,
    portrait: true,
    scene: lighthouse({
      sky: ['#39485c', '#7d8fa3', '#e3cdb0'],
      sea: ['#5a7a88', '#2f4d5c', '#182c38'],
      rock: '#4c4a4c',
      stripe: '#23486b',
      at: 0.42,
    }),
  },
  {
    media: 'lavender.jpg',
    seed: 51,
    scene: flowers({
      sky: ['#5b4a9c', '#e58fa8', '#ffd9a0'],
      kind: 'lavender',
      colours: ['#7a5cc0', '#8a68cf', '#6a4cae'],
      green: '#6b7a4a',
      sun: [0.56, 0.36],
      trees: '#4a5a3a',
    }),
  },
  {
    media: 'vineyards.jpg',
    seed: 61,
    scene: hills({
      sky: ['#4f9ad6', '#b8dcec', '#fff0cf'],
      fields: ['#7fa04a', '#b0b050', '#5f8a3f', '#c9b458'],
      cypress: '#1f4a2c',
      haze: '#f2e3c0',
      sun: [0.2, 0.2],
      farm: 0.62,
    }),
  },
  {
    media: 'lemons.jpg',
    seed: 71,
    scene: stillLife({
      wall: ['#3f7f95', '#8fc4cc', '#d9ece2'],
      table: '#c99a6b',
      bokeh: ['#fff6d6', '#ffe48a', '#bfe8c4'],
      pieces: [
        ['vase', 0.24, 0.52, 0.22, '#3f7fa8'],
        ['bowl', 0.6, 0.68, 0.13, '#f0efe8'],
        ['lemon', 0.55, 0.645, 0.075, '#f7d038'],
        ['lemon', 0.65, 0.645, 0.075, '#f5c518'],
        ['lemon', 0.6, 0.575, 0.075, '#ffe04a'],
        ['bowl', 0.6, 0.68, 0.13, '#f0efe8'],
        ['lemon', 0.36, 0.8, 0.075, '#f7d038'],
        ['lemon', 0.84, 0.79, 0.075, '#f9d94a'],
        ['glass', 0.9, 0.6, 0.17, '#f6e38a'],
      ],
    }),
  },
];
