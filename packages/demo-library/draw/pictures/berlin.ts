import type { Picture } from '../picture.ts';
import { city } from '../scenes/city.ts';
import { fireworks } from '../scenes/fireworks.ts';
import { rainyWindow } from '../scenes/rainy-window.ts';
import { stillLife } from '../scenes/still-life.ts';

/** A city by night. */
export const berlin: readonly Picture[] = [
  {
    media: 'city-tower.jpg',
    seed: 201,
    scene: city({ sky: ['#0a1030', '#2f2a68', '#a8527a', '#f5a06a'], far: '#2f2f5c', near: '#14162e', tower: 0.62 }),
  },
  {
    media: 'city-blue-hour.jpg',
    seed: 202,
    scene: city({
      sky: ['#07122e', '#123a6b', '#3f86b0'],
      far: '#1f4468',
      near: '#0c1f38',
      lit: 0.6,
      moon: [0.78, 0.2],
    }),
  },
  {
    media: 'city-violet.jpg',
    seed: 203,
    scene: city({ sky: ['#14082e', '#4a1f6b', '#c2477f'], far: '#4a2a66', near: '#1c0f30', lit: 0.5, tower: 0.3 }),
  },
  {
    media: 'city-portrait.jpg',
    seed: 204,
    portrait: true,
    scene: city({
      sky: ['#030818', '#101c48', '#3c3f86', '#d9806a'],
      far: '#26305e',
      near: '#0e1430',
      tower: 0.5,
      moon: [0.2, 0.12],
    }),
  },
  {
    media: 'fireworks-gold.jpg',
    seed: 211,
    scene: fireworks({
      sky: ['#050518', '#141038', '#3a2050'],
      town: '#0a0814',
      bursts: [
        [0.3, 0.3, 0.25, '#ffc94d'],
        [0.66, 0.24, 0.21, '#ff7a4d'],
        [0.84, 0.46, 0.13, '#fff0b0'],
        [0.12, 0.52, 0.11, '#ff9f6b'],
      ],
    }),
  },
  {
    media: 'fireworks-colour.jpg',
    seed: 212,
    scene: fireworks({
      sky: ['#040a20', '#0c1c46', '#20305e'],
      town: '#060a18',
      bursts: [
        [0.5, 0.28, 0.26, '#ff4d8d'],
        [0.2, 0.36, 0.18, '#4dd2ff'],
        [0.8, 0.33, 0.2, '#8dff6b'],
        [0.64, 0.56, 0.1, '#c98dff'],
      ],
    }),
  },
  {
    media: 'rainy-window.jpg',
    seed: 221,
    scene: rainyWindow({
      dark: ['#0a1024', '#1c2c50', '#3a2f4f'],
      lights: ['#ffb347', '#ff5e57', '#5ec8ff', '#ffe29a'],
    }),
  },
  {
    media: 'night-cafe.jpg',
    seed: 231,
    scene: stillLife({
      wall: ['#140c1c', '#3a1f30', '#6b3a3a'],
      table: '#5a3422',
      bokeh: ['#ffb347', '#ff7b54', '#ffd56b', '#8fd3ff'],
      pieces: [
        ['candle', 0.78, 0.58, 0.13, '#f0e2c8'],
        ['cup', 0.4, 0.62, 0.2, '#d8d2c8'],
      ],
    }),
  },
];
