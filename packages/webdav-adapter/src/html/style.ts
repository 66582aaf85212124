import { createHash } from 'node:crypto';

// Icons are clip paths in a square of 20 px, so that no image or font is loaded.
const icons = {
  folder: 'M2 4h6l2 2h8v11H2z',
  image: 'M2 3h16v14H2zM4 15h12l-4-6-3 4-2-2zM6 6h2v2H6z',
  video: 'M2 3h16v14H2zM8 7v6l5-3z',
  file: 'M4 2h8l4 4v12H4zM6 4v12h8V8h-4V4z',
} as const;

const shapes = Object.entries(icons)
  .map(([kind, path]) => `.${kind} td:first-child::before{clip-path:path(evenodd,"${path}")}`)
  .join('\n');

/**
 * The only style sheet; the policy names it by its hash, so that no script or style in a file name takes effect. A narrow screen
 * shows each member on two lines. Column widths are fixed, so that a long page is not laid out again while it loads.
 */
export const style: string = `
:root{color-scheme:light dark;--page:#fff;--text:#1b1c1f;--quiet:#5d6068;--line:#e3e4e8;--hover:#f3f4f7;--link:#1a4fbf;--sign:#9a9eaa;--folder:#4a7de0}
@media(prefers-color-scheme:dark){:root{--page:#15161a;--text:#eceded;--quiet:#a0a4ae;--line:#2c2e35;--hover:#202229;--link:#9dbcff;--sign:#757a87;--folder:#7aa2f7}}
*{box-sizing:border-box}
html{font:16px/1.5 system-ui,sans-serif;background:var(--page);color:var(--text);-webkit-text-size-adjust:100%}
body{margin:0 auto;max-width:60rem;padding:1.5rem 1rem 3rem}
a{color:var(--link);text-decoration:none;white-space:pre-wrap;overflow-wrap:anywhere}
a:hover{text-decoration:underline}
a:focus-visible{outline:2px solid var(--link);outline-offset:-2px;border-radius:4px}
header{padding:0 .75rem 1rem}
nav{color:var(--quiet)}
nav a{display:inline-block;padding:.625rem 0}
h1{margin:0;font-size:1.75rem;line-height:1.25}
h1 a{color:inherit}
p{margin:.25rem 0 0;color:var(--quiet)}
table{border-collapse:collapse;table-layout:fixed;width:100%}
th,td{padding:.625rem .75rem;border-bottom:1px solid var(--line);text-align:left;vertical-align:top}
th{font-size:.875rem;font-weight:600;color:var(--quiet)}
th+th,td+td{width:7rem;text-align:right;white-space:nowrap;color:var(--quiet);font-variant-numeric:tabular-nums}
tbody tr:hover{background:var(--hover)}
td:first-child{position:relative;padding:0}
td:first-child a{display:block;padding:.625rem .75rem .625rem 2.75rem}
td:first-child::before{content:"";position:absolute;left:.75rem;top:.75rem;width:20px;height:20px;background:var(--sign);pointer-events:none}
.folder td:first-child::before{background:var(--folder)}
${shapes}
@media(max-width:40rem){
body{padding:1rem 0 2rem}
h1{font-size:1.5rem}
table,tbody{display:block}thead{display:none}
tr{display:flex;flex-wrap:wrap;border-bottom:1px solid var(--line)}
td{border:0;font-size:.875rem}
td:first-child{flex:0 0 100%;font-size:1rem}
td:first-child a{padding-bottom:2.25rem}
td+td{width:auto;padding:0 .75rem .625rem 0;margin-top:-2rem;pointer-events:none}
td:nth-child(2){padding-left:2.75rem}
td:empty{padding-right:0}
}
@media print{tbody tr{break-inside:avoid}}
`;

export const contentSecurityPolicy: string = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');
