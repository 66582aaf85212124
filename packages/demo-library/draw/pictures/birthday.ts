import type { Picture } from '../picture.ts';
import { blossom } from '../scenes/blossom.ts';
import { flowers } from '../scenes/flowers.ts';
import { stillLife } from '../scenes/still-life.ts';

/** A birthday in the family. */
export const birthday: readonly Picture[] = [
  {
    media: 'birthday-cake.jpg',
    seed: 401,
    scene: stillLife({
      wall: ['#2f1a38', '#7a3f62', '#d98a7a'],
      table: '#8a5a40',
      bokeh: ['#ffd166', '#ff9fb0', '#fff0c4', '#9fe0ff'],
      pieces: [
        ['cake', 0.5, 0.58, 0.26, '#f4a6b8'],
        ['glass', 0.17, 0.66, 0.16, '#f7d87a'],
        ['glass', 0.85, 0.68, 0.16, '#f7d87a'],
      ],
    }),
  },
  {
    media: 'bouquet-portrait.jpg',
    seed: 402,
    portrait: true,
    scene: stillLife({
      wall: ['#5f8f8a', '#a8c9b8', '#f0ead2'],
      table: '#a8774a',
      bokeh: ['#fff6d6', '#ffe0e6', '#d8f2e0'],
      pieces: [
        ['bouquet', 0.48, 0.52, 0.2, '#e85d75'],
        ['vase', 0.48, 0.64, 0.17, '#e8eef2'],
        ['fruit', 0.8, 0.8, 0.055, '#d1342f'],
      ],
    }),
  },
  {
    media: 'candlelight.jpg',
    seed: 403,
    scene: stillLife({
      wall: ['#0f0a14', '#2a1820', '#5a3028'],
      table: '#4a2a1c',
      bokeh: ['#ff9f45', '#ffcf70', '#ff7b54'],
      pieces: [
        ['candle', 0.3, 0.56, 0.17, '#f2e8d5'],
        ['candle', 0.46, 0.62, 0.13, '#d98a8a'],
        ['glass', 0.66, 0.58, 0.22, '#8f1f35'],
        ['fruit', 0.84, 0.78, 0.07, '#6b2a5a'],
        ['candle', 0.16, 0.66, 0.1, '#e8d5b0'],
      ],
    }),
  },
  {
    media: 'fruit-bowl.jpg',
    seed: 404,
    scene: stillLife({
      wall: ['#4a3a2a', '#8f6f4a', '#d9b888'],
      table: '#7a4a2c',
      bokeh: ['#fff0c4', '#ffd99a', '#ffe9b8'],
      pieces: [
        ['fruit', 0.41, 0.565, 0.09, '#f08a24'],
        ['fruit', 0.5, 0.53, 0.1, '#d1342f'],
        ['fruit', 0.59, 0.565, 0.09, '#8fb83a'],
        ['bowl', 0.5, 0.62, 0.18, '#3f6f8f'],
        ['fruit', 0.8, 0.78, 0.085, '#f5a524'],
        ['lemon', 0.2, 0.8, 0.075, '#f7d84a'],
      ],
    }),
  },
  {
    media: 'tea-time.png',
    seed: 405,
    scene: stillLife({
      wall: ['#c98fa0', '#f0c4b8', '#fff0e0'],
      table: '#e0c9a8',
      bokeh: ['#ffffff', '#ffe9c4', '#ffd6de'],
      pieces: [
        ['bouquet', 0.72, 0.42, 0.13, '#f28cb1'],
        ['vase', 0.72, 0.52, 0.16, '#7fb0a8'],
        ['cup', 0.34, 0.66, 0.17, '#f5f0e6'],
        ['fruit', 0.58, 0.82, 0.05, '#d1342f'],
        ['fruit', 0.65, 0.85, 0.05, '#b8232f'],
      ],
    }),
  },
  {
    media: 'dahlia.jpg',
    seed: 406,
    scene: blossom({
      ground: ['#0f2a24', '#1f4a3a'],
      outer: '#fbe3e8',
      inner: '#f28ca8',
      heart: '#f2c14e',
      rings: 8,
      petals: 16,
      at: [0.44, 0.5],
    }),
  },
  {
    media: 'tulip-field.jpg',
    seed: 407,
    scene: flowers({
      sky: ['#3f9ae0', '#a6d7f2', '#f4fafa'],
      kind: 'tulip',
      colours: ['#e63946', '#ffb703', '#f28ab2', '#fefae0', '#9d4edd'],
      green: '#5f9a45',
      trees: '#4f7f45',
    }),
  },
];
