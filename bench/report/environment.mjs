import { cpus, loadavg } from 'node:os'

/**
 * @typedef {{ processor: string, cores: number, node: string, load: number, peak: { loop: string, speed: number } }} Environment
 *   `load`: how many processes ran or waited on average in the minute before; `peak` in GFLOP/s of one core
 * @typedef {{ name: string, title: string, version: string, details?: string }} SideReport
 * @typedef {{ date: string, environment: Environment, sides: SideReport[],
 *   subjects: import('../harness/measure-subject.mjs').SubjectReport[] }} Report
 */

/** @param {Environment['peak']} peak @returns {Environment} */
export function environmentNow(peak) {
  const processors = cpus()
  return {
    processor: processors[0]?.model.trim() ?? 'unknown',
    cores: processors.length,
    node: process.versions.node,
    load: loadavg()[0],
    peak,
  }
}

/** @param {Environment} environment @param {readonly SideReport[]} sides @returns {string[]} */
export function environmentLines({ processor, cores, node, load, peak }, sides) {
  const busy = load > 0.5 ? ` · load ${load.toFixed(1)} before the run` : ''
  return [
    `${processor}, ${cores} cores · Node ${node}${busy}`,
    `peak of 128-bit registers: ${peak.speed.toFixed(1)} GFLOP/s on one core (${peak.loop})`,
    sides.map(({ title, version, details }) => `${title} ${version}${details ? ` (${details})` : ''}`).join(' · '),
  ]
}
