import { birds } from '../brushes/finish.ts';
import { land, skyline } from '../brushes/land.ts';
import { sky, sun } from '../brushes/sky.ts';
import { water } from '../brushes/water.ts';
import { type Canvas, repeat } from '../canvas.ts';
import { type Colour, mix } from '../colour.ts';

const night: readonly Colour[] = ['#141a4a', '#4a2f6b', '#b0567a'];
const day: readonly Colour[] = ['#3f8fd6', '#ffc08a', '#fff0c4'];
const blend = (from: readonly Colour[], to: readonly Colour[], part: number): Colour[] =>
  from.map((colour, index) => mix(colour, to[index] ?? colour, part));

/** The sun rises over the sea, and its path on the water glitters. */
export function seaSunrise(canvas: Canvas, part: number): string {
  const { width, height, random } = canvas;
  const [horizon, x] = [height * 0.6, width * 0.55];
  const light = 1 - (1 - part) ** 2;
  const glitter = repeat(150, () => {
    const depth = random.between(0, 1) ** 1.6;
    const twinkle = 0.5 + 0.5 * Math.sin(random.between(0, 6.28) + part * random.between(14, 34));
    const across = (random.between(-1, 1) + random.between(-1, 1)) * 0.5 * width * (0.03 + depth * 0.17);
    return `<ellipse cx="${x + across}" cy="${horizon + 3 + depth * (height - horizon)}" rx="${5 + depth * 42}" ry="${0.8 + depth * 2.6}" fill="#ffe6b0" opacity="${light * twinkle * 0.75}"/>`;
  });
  const headland = land(
    canvas,
    skyline(canvas, 0, height * 0.05, 0.5).map(
      (swing, index) =>
        horizon + 2 - Math.max(0, 0.34 - index / 256) * height * 0.5 + swing * 0.3 + (index > 88 ? height : 0),
    ),
    mix('#1c1838', '#3f3f66', light),
  );
  const sea = water(canvas, horizon, blend(['#6b3f70', '#1c1a40'], ['#f7b07a', '#2a6a9c'], light));
  const disc = sun(canvas, x, horizon + height * (0.08 - part * 0.36), height * 0.05, mix('#ff8a5c', '#ffd58a', light));
  return (
    sky(canvas, blend(night, day, light), horizon) +
    disc +
    headland +
    sea +
    glitter +
    birds(canvas, width * (0.1 + part * 0.4), height * (0.3 - part * 0.06), 6, height * 0.016, '#2a2440')
  );
}
