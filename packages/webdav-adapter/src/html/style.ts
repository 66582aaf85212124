import { createHash } from 'node:crypto';

/** The listing's only style; the policy names it by its hash, so nothing that a name smuggles in can run or style. */
export const style = `
:root{color-scheme:light dark;font:16px/1.5 system-ui,sans-serif}
body{margin:0 auto;max-width:60rem;padding:1rem}
nav{font-size:1.25rem;overflow-wrap:anywhere;margin-bottom:1rem}
a{color:LinkText;text-decoration:none}a:hover{text-decoration:underline}
table{border-collapse:collapse;width:100%}
th,td{text-align:left;padding:.5rem;border-bottom:1px solid #8884}
th{font-weight:600}td:first-child{overflow-wrap:anywhere}
.n{text-align:right;white-space:nowrap}
@media(max-width:40rem){.d{display:none}}
`;

export const contentSecurityPolicy: string = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');
