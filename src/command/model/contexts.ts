import type { WrapperInputType } from './xnat-objects';

/** A place in XNAT's pages where a wrapper can be offered. */
export interface LaunchContext {
  /** XNAT data type, whose sub-types match too, or `site`. */
  readonly name: string;
  /** What the first external input must be there; undefined for `site`, which hands over no object. */
  readonly inputType: WrapperInputType | undefined;
  readonly description: string;
}

const on = (inputType: WrapperInputType, name: string, description: string): LaunchContext => ({
  name,
  inputType,
  description,
});

/** The contexts worth proposing, the general ones first. Sites have data types of their own besides. */
export const LAUNCH_CONTEXTS: readonly LaunchContext[] = [
  on('Session', 'xnat:imageSessionData', 'Image sessions of every modality.'),
  on('Scan', 'xnat:imageScanData', 'Scans of every modality.'),
  on('Project', 'xnat:projectData', 'Projects.'),
  on('Subject', 'xnat:subjectData', 'Subjects.'),
  on('Assessor', 'xnat:imageAssessorData', 'Assessors of image sessions, of every kind.'),
  on('SubjectAssessor', 'xnat:subjectAssessorData', 'Assessors of subjects, of every kind.'),
  on('ProjectAsset', 'xnat:abstractProjectAsset', 'Project assets of every kind.'),
  { name: 'site', inputType: undefined, description: 'The whole site, with no object of the archive.' },
  on('Session', 'xnat:mrSessionData', 'MR sessions.'),
  on('Session', 'xnat:petSessionData', 'PET sessions.'),
  on('Session', 'xnat:petmrSessionData', 'PET/MR sessions.'),
  on('Session', 'xnat:ctSessionData', 'CT sessions.'),
  on('Session', 'xnat:crSessionData', 'Computed radiography sessions.'),
  on('Session', 'xnat:dxSessionData', 'Digital radiography sessions.'),
  on('Session', 'xnat:mgSessionData', 'Mammography sessions.'),
  on('Session', 'xnat:nmSessionData', 'Nuclear medicine sessions.'),
  on('Session', 'xnat:usSessionData', 'Ultrasound sessions.'),
  on('Session', 'xnat:xaSessionData', 'X-ray angiography sessions.'),
  on('Session', 'xnat:rtSessionData', 'Radiotherapy sessions.'),
  on('Session', 'xnat:otherDicomSessionData', 'DICOM sessions of no other type.'),
  on('Scan', 'xnat:mrScanData', 'MR scans.'),
  on('Scan', 'xnat:petScanData', 'PET scans.'),
  on('Scan', 'xnat:ctScanData', 'CT scans.'),
  on('Scan', 'xnat:crScanData', 'Computed radiography scans.'),
  on('Scan', 'xnat:dxScanData', 'Digital radiography scans.'),
  on('Scan', 'xnat:mgScanData', 'Mammography scans.'),
  on('Scan', 'xnat:nmScanData', 'Nuclear medicine scans.'),
  on('Scan', 'xnat:usScanData', 'Ultrasound scans.'),
  on('Scan', 'xnat:xaScanData', 'X-ray angiography scans.'),
  on('Scan', 'xnat:otherDicomScanData', 'DICOM scans of no other type.'),
  on('Assessor', 'xnat:qcManualAssessorData', 'Manual quality control of a session.'),
  on('Assessor', 'icr:roiCollectionData', 'Regions of interest, as the OHIF viewer stores them.'),
];

/** The context of that name, where it is one that every XNAT has. */
export function launchContextNamed(name: string): LaunchContext | undefined {
  return LAUNCH_CONTEXTS.find((context) => context.name === name);
}
