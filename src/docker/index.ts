export { connect, type DockerConnection } from './connection';
export { findEndpoints, type Endpoint, type EndpointSearch } from './endpoint';
export type { ImageEvent } from './events';
export type { Image } from './images';
export { machineSurroundings } from './surroundings';
export type { EngineVersion } from './version';
export { hostFault, readImageHosts, registryOf, writeImageHosts } from './registry/image-host';
export type { ImageHost, Registry } from './registry/image-host';
export { listTags, testLogin } from './registry/registry-client';
