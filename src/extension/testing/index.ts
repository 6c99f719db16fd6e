export { LaunchTests } from './launch-tests';
