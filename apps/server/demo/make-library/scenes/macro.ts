import { finish } from '../brushes/finish.ts';
import { blur, radial, vertical } from '../brushes/light.ts';
import { sky } from '../brushes/sky.ts';
import { type Canvas, repeat, type Scene } from '../canvas.ts';
import { type Colour, mix, shade } from '../colour.ts';

/** Discs of light out of focus. */
export const bokeh = (canvas: Canvas, colours: readonly [Colour, ...Colour[]], count: number, soft = 2): string =>
  `<g filter="${blur(canvas, soft)}">${repeat(count, () => {
    const colour = canvas.random.pick(colours);
    const size = canvas.height * canvas.random.between(0.02, 0.085);
    return `<circle cx="${canvas.random.between(0, canvas.width)}" cy="${canvas.random.between(0, canvas.height)}" r="${size}" fill="${colour}" fill-opacity="${canvas.random.between(0.12, 0.5)}" stroke="${shade(colour, 0.4)}" stroke-opacity="0.35" stroke-width="2"/>`;
  })}</g>`;

/** A drop of water that mirrors the light. */
export function drop(canvas: Canvas, x: number, y: number, size: number, tint: Colour): string {
  const body = radial(
    canvas,
    [
      [0, shade(tint, 0.65), 0.75],
      [0.55, tint, 0.5],
      [0.9, shade(tint, -0.55), 0.75],
      [1, shade(tint, -0.75), 0.4],
    ],
    0.55,
    0.72,
    0.8,
  );
  return `<ellipse cx="${x + size * 0.14}" cy="${y + size * 0.2}" rx="${size}" ry="${size * 0.94}" fill="#001208" opacity="0.4"/><ellipse cx="${x}" cy="${y}" rx="${size}" ry="${size * 0.94}" fill="${body}"/><ellipse cx="${x - size * 0.36}" cy="${y - size * 0.4}" rx="${size * 0.24}" ry="${size * 0.15}" fill="#fff" opacity="0.92" transform="rotate(-35 ${x - size * 0.36} ${y - size * 0.4})"/><path d="M${x - size * 0.5} ${y + size * 0.55} q${size * 0.5} ${size * 0.4} ${size * 1.05} ${-size * 0.1} q${-size * 0.5} ${size * 0.2} ${-size * 1.05} ${size * 0.1}" fill="#fff" opacity="0.55"/>`;
}

/** Dew on a leaf whose veins run across the picture. */
export const dewyLeaf =
  (look: { readonly leaf: Colour; readonly vein: Colour; readonly drops: number }): Scene =>
  (canvas) => {
    const { width, height, random } = canvas;
    const veins = repeat(15, (at) => {
      const x = width * (at * 1.5 - 0.35);
      const branch = (sign: number): string =>
        `<path d="M${x} ${height * (0.9 - at * 0.62)} q${width * 0.12} ${sign * height * 0.22} ${width * 0.3} ${sign * height * 0.75}" stroke="${look.vein}" stroke-width="7" fill="none" opacity="0.75"/><path d="M${x + 12} ${height * (0.9 - at * 0.62)} q${width * 0.12} ${sign * height * 0.22} ${width * 0.3} ${sign * height * 0.75}" stroke="#001a08" stroke-width="16" fill="none" opacity="0.16"/>`;
      return branch(-1) + branch(1);
    });
    const rib = `<path d="M${-width * 0.4} ${height * 0.92} Q${width * 0.5} ${height * 0.55} ${width * 1.2} ${height * 0.26}" stroke="${look.vein}" stroke-width="20" fill="none"/>`;
    const light = radial(
      canvas,
      [
        [0, '#f6ffd0', 0.6],
        [0.5, '#f6ffd0', 0.12],
        [1, '#00180a', 0.65],
      ],
      0.3,
      0.22,
      0.95,
    );
    const dew = repeat(look.drops, (at) =>
      drop(
        canvas,
        random.between(0, width),
        random.between(0, height),
        height * (0.006 + at ** 5 * 0.085) * random.between(0.7, 1.2),
        look.leaf,
      ),
    );
    return `${sky(canvas, [shade(look.leaf, 0.12), look.leaf, shade(look.leaf, -0.3)])}<g filter="${blur(canvas, 1.6)}">${veins}${rib}</g><rect width="${width}" height="${height}" fill="${light}"/>${dew}${finish(canvas)}`;
  };

/** One big blossom from above: rings of petals around a dusty heart. */
export const blossom =
  (look: {
    readonly ground: readonly Colour[];
    readonly outer: Colour;
    readonly inner: Colour;
    readonly heart: Colour;
    readonly rings: number;
    readonly petals: number;
    readonly at: readonly [number, number];
  }): Scene =>
  (canvas) => {
    const { width, height, random } = canvas;
    const [x, y, reach] = [look.at[0] * width, look.at[1] * height, Math.min(width, height) * 0.62];
    const ring = (part: number, index: number): string => {
      const size = reach * (1 - part * 0.76);
      const colour = mix(look.outer, look.inner, part);
      const fill = vertical(canvas, [
        [0, shade(colour, 0.3)],
        [0.55, colour],
        [1, shade(colour, -0.5)],
      ]);
      return repeat(look.petals, (_, petal) => {
        const turn = (petal * 360) / look.petals + (index % 2) * (180 / look.petals) + random.between(-4, 4);
        const wide = (size * 2.1) / look.petals;
        return `<path transform="rotate(${turn} ${x} ${y})" d="M${x} ${y} C${x - wide * 2} ${y - size * 0.55} ${x - wide * 1.1} ${y - size * 0.98} ${x} ${y - size} C${x + wide * 1.1} ${y - size * 0.98} ${x + wide * 2} ${y - size * 0.55} ${x} ${y} Z" fill="${fill}" stroke="${shade(colour, -0.35)}" stroke-opacity="0.4" stroke-width="1.5"/>`;
      });
    };
    const dust = repeat(340, (at) => {
      const [angle, away] = [at * 340 * 2.39996, reach * 0.17 * Math.sqrt(at)];
      return `<circle cx="${x + Math.cos(angle) * away}" cy="${y + Math.sin(angle) * away}" r="${reach * 0.009}" fill="${shade(look.heart, random.between(-0.35, 0.45))}"/>`;
    });
    const dew = repeat(16, () =>
      drop(
        canvas,
        x + random.between(-0.6, 0.6) * reach,
        y + random.between(-0.6, 0.6) * reach,
        reach * random.between(0.01, 0.035),
        look.outer,
      ),
    );
    return `${sky(canvas, look.ground)}${bokeh(canvas, [look.outer, look.inner, '#ffffff'], 26, 9)}${repeat(look.rings, ring)}<circle cx="${x}" cy="${y}" r="${reach * 0.18}" fill="${shade(look.heart, -0.5)}"/>${dust}${dew}${finish(canvas)}`;
  };

/** City lights through a rainy window. */
export const rainyWindow =
  (look: { readonly dark: readonly Colour[]; readonly lights: readonly [Colour, ...Colour[]] }): Scene =>
  (canvas) => {
    const { width, height, random } = canvas;
    const drops = repeat(230, (at) =>
      drop(
        canvas,
        random.between(0, width),
        random.between(0, height),
        3 + at ** 4 * height * 0.022,
        look.dark[1] ?? '#223355',
      ),
    );
    const runs = repeat(14, () => {
      const [x, y, long] = [
        random.between(0, width),
        random.between(0, height * 0.6),
        random.between(0.15, 0.5) * height,
      ];
      return `<path d="M${x} ${y} q${random.between(-9, 9)} ${long / 2} ${random.between(-5, 5)} ${long}" stroke="#ffffff" stroke-opacity="0.16" stroke-width="9" fill="none" stroke-linecap="round"/>${drop(canvas, x, y + long, height * 0.013, look.dark[1] ?? '#223355')}`;
    });
    return (
      sky(canvas, look.dark) +
      bokeh(canvas, look.lights, 90, 3) +
      bokeh(canvas, look.lights, 40, 14) +
      runs +
      drops +
      finish(canvas)
    );
  };
