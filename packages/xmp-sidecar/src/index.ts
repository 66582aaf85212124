export type { SidecarFacts } from './sidecar-facts.ts';
export { writeSidecar } from './write-sidecar.ts';
