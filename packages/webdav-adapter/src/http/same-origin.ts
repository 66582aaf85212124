import type { OutgoingHttpHeaders } from 'node:http';

/** Keeps a web page of another site from showing what this server answers to its visitor's browser (Fetch standard). */
export const sameOrigin: OutgoingHttpHeaders = { 'Cross-Origin-Resource-Policy': 'same-origin' };
