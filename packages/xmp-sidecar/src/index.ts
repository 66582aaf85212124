export { writeSidecar } from './write-sidecar.ts';
export { xmpSidecars } from './xmp-sidecars.ts';
