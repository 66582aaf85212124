export { writeSidecar, xmpSidecars } from './write-sidecar.ts';
