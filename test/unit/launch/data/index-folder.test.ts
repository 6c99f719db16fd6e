import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { XnatObjectType } from '../../../../src/command/model/xnat-objects';
import { indexFolder } from '../../../../src/launch/data/index-folder';
import type { IndexedFolder } from '../../../../src/launch/data/index-folder';
import { nodeDataFiles } from '../../../../src/launch/data/node-data-files';
import type { XnatObject } from '../../../../src/resolution/xnat-object';
import { asNobody } from '../../../support/as-nobody';
import { dicomFile, indexOptions } from '../../../support/data-trees';
import type { DataTree } from '../../../support/data-trees';

async function index(tree: DataTree, folder: string, type: XnatObjectType, overrides = {}): Promise<IndexedFolder> {
  const indexed = await indexFolder(folder, type, overrides, indexOptions(tree));
  assert.ok(indexed);
  return indexed;
}

function members(object: XnatObject | undefined, list: string): readonly XnatObject[] {
  return (object?.[list] ?? []) as readonly XnatObject[];
}

const MPRAGE = dicomFile({
  '00080031': '101530.5',
  '00080060': 'MR',
  '0008103e': 'Sag MPRAGE',
  '00080070': 'ACME',
  '00081090': 'Model 3',
  '0020000e': '1.2.3.4',
});

describe('indexFolder', () => {
  const archive: DataTree = {
    '/archive/P1/arc001/MR1/SCANS/10/DICOM/1.dcm': MPRAGE,
    '/archive/P1/arc001/MR1/SCANS/10/DICOM/2.dcm': MPRAGE,
    '/archive/P1/arc001/MR1/SCANS/10/DICOM/scan_10_catalog.xml': '<x/>',
    '/archive/P1/arc001/MR1/SCANS/2/NIFTI/sub/a.nii.gz': 'abc',
    '/archive/P1/arc001/MR1/RESOURCES/BIDS/d.json': '{}',
    '/archive/P1/arc001/MR1/ASSESSORS/FS/DATA/x.txt': 'x',
    '/archive/P1/resources/REF/r.txt': 'r',
    '/archive/P1/subjects/MR1/FORMS/f.txt': 'f',
  };

  it('reads a session of an archive, by the rules of the service', async () => {
    const { object, around, files, notes, links } = await index(archive, '/archive/P1/arc001/MR1/', 'Session');
    assert.equal(object.id, 'MR1');
    assert.equal(object.uri, '/archive/experiments/MR1');
    assert.equal(object.directory, '/archive/P1/arc001/MR1');
    assert.equal(object['project-id'], 'P1');
    assert.equal(object.xsiType, 'xnat:mrSessionData');
    assert.deepEqual(
      members(object, 'scans').map(({ id }) => id),
      ['2', '10'],
    );
    const scan = members(object, 'scans')[1];
    assert.deepEqual(
      { ...scan, resources: undefined },
      {
        type: 'Scan',
        id: '10',
        label: '10 - Sag MPRAGE',
        uri: '/archive/experiments/MR1/scans/10',
        directory: '/archive/P1/arc001/MR1/SCANS/10',
        'scan-type': 'Sag MPRAGE',
        'series-description': 'Sag MPRAGE',
        modality: 'MR',
        quality: 'usable',
        frames: 2,
        uid: '1.2.3.4',
        'scanner-manufacturer': 'ACME',
        'scanner-model': 'Model 3',
        'start-time': '10:15:30',
        'project-id': 'P1',
        'session-id': 'MR1',
        'integer-id': scan?.['integer-id'],
        xsiType: 'xnat:mrScanData',
        resources: undefined,
      },
    );
    const [nifti] = members(members(object, 'scans')[0], 'resources');
    assert.deepEqual(members(nifti, 'files'), [
      {
        type: 'File',
        name: 'sub/a.nii.gz',
        label: 'sub/a.nii.gz',
        path: '/archive/P1/arc001/MR1/SCANS/2/NIFTI/sub/a.nii.gz',
        uri: '/archive/experiments/MR1/scans/2/resources/NIFTI/files/sub/a.nii.gz',
        size: 3,
        format: 'NIFTI',
        content: 'NIFTI',
        tags: [''],
      },
    ]);
    assert.equal(nifti?.['parent-uri'], '/archive/experiments/MR1/scans/2');
    assert.deepEqual(
      members(object, 'resources').map(({ label }) => label),
      ['BIDS'],
    );
    assert.equal(members(object, 'assessors')[0]?.uri, '/archive/experiments/MR1/assessors/FS');
    assert.deepEqual(
      around.map(({ type, id }) => [type, id]),
      [
        ['Project', 'P1'],
        ['Subject', 'LOCAL_S00001'],
      ],
    );
    assert.equal(files, 6);
    assert.deepEqual(notes, ['The folder does not say what subject it is of: "LOCAL_S00001" stands in.']);
    assert.deepEqual(links, []);
  });

  it("believes XNAT's own document of a session", async () => {
    const xml =
      '<?xml version="1.0"?><xnat:MRSession ID="XNAT_E7" project="PX" label="MR1" visit_id="v1" xmlns:xnat="x">' +
      '<xnat:subject_ID>XNAT_S7</xnat:subject_ID><xnat:scans><xnat:scan ID="10" UID="9" type="T1 &amp; more" xsi:type="xnat:mrScanData">' +
      '<xnat:quality>questionable</xnat:quality></xnat:scan></xnat:scans></xnat:MRSession>';
    const tree = { ...archive, '/archive/P1/arc001/MR1/MR1.xml': xml };
    const { object, notes } = await index(tree, '/archive/P1/arc001/MR1', 'Session', { label: 'own' });
    assert.deepEqual(
      [object.id, object.label, object['project-id'], object['subject-id'], object['visit-id']],
      ['XNAT_E7', 'own', 'PX', 'XNAT_S7', 'v1'],
    );
    const scan = members(object, 'scans')[1];
    assert.deepEqual([scan?.['scan-type'], scan?.quality, scan?.uid], ['T1 & more', 'questionable', '9']);
    assert.deepEqual(notes, []);
  });

  it("lays XNAT's download out anew", async () => {
    const tree: DataTree = {
      '/d/MR1/scans/3-T1_MPRAGE/resources/DICOM/files/1.dcm': MPRAGE,
      '/d/MR1/scans/4/resources/NIFTI/files/a.nii': 'abc',
      '/d/MR1/resources/BIDS/files/d.json': '{}',
    };
    const { object, links } = await index(tree, '/d/MR1', 'Session');
    assert.equal(object.directory, '/view/MR1');
    const [scan] = members(object, 'scans');
    assert.deepEqual([scan?.id, scan?.['scan-type'], scan?.directory], ['3', 'T1 MPRAGE', '/view/MR1/SCANS/3']);
    assert.equal(members(scan, 'resources')[0]?.directory, '/d/MR1/scans/3-T1_MPRAGE/resources/DICOM/files');
    assert.deepEqual(links, [
      { at: '/view/MR1/SCANS/3/DICOM', from: '/d/MR1/scans/3-T1_MPRAGE/resources/DICOM/files' },
      { at: '/view/MR1/SCANS/4/NIFTI', from: '/d/MR1/scans/4/resources/NIFTI/files' },
      { at: '/view/MR1/RESOURCES/BIDS', from: '/d/MR1/resources/BIDS/files' },
    ]);
  });

  it('takes a plain folder for one resource', async () => {
    const tree: DataTree = { '/d/x/a/1.dcm': MPRAGE, '/d/x/b/2.dcm': MPRAGE };
    const session = (await index(tree, '/d/x', 'Session')).object;
    const [resource] = members(session, 'resources');
    assert.equal(resource?.label, 'DICOM');
    assert.deepEqual(
      members(resource, 'files').map(({ label }) => label),
      ['a/1.dcm', 'b/2.dcm'],
    );
    assert.equal((await index(tree, '/d/x', 'Resource')).object.label, 'x');
    const scan = (await index({ '/d/s/1': MPRAGE, '/d/s/2': MPRAGE }, '/d/s', 'Scan')).object;
    assert.deepEqual([scan['scan-type'], scan.frames, scan.directory], ['Sag MPRAGE', 2, '/d/s']);
    const text = (await index({ '/d/t/notes.txt': 'x' }, '/d/t', 'Session')).object;
    assert.equal(members(text, 'resources')[0]?.label, 'FILES');
  });

  it('reads projects, as an archive keeps them or as people do', async () => {
    const { object } = await index(archive, '/archive/P1', 'Project');
    assert.deepEqual([object.id, object.directory, object.uri], ['P1', '/archive/P1/arc001', '/archive/projects/P1']);
    assert.deepEqual(
      members(object, 'resources').map(({ label }) => label),
      ['REF'],
    );
    const [subject] = members(object, 'subjects');
    assert.deepEqual([subject?.id, subject?.uri], ['MR1', '/archive/projects/P1/subjects/MR1']);
    assert.deepEqual(
      members(subject, 'resources').map(({ label }) => label),
      ['FORMS'],
    );
    assert.equal(members(subject, 'sessions')[0]?.['project-id'], 'P1');

    const own: DataTree = {
      '/p/sub1/visit1/scans/1/DICOM/1.dcm': MPRAGE,
      '/p/sub1/consent/c.txt': 'c',
      '/p/visit9/SCANS/1/A/a': 'a',
    };
    const { object: project, notes } = await index(own, '/p', 'Project');
    assert.deepEqual(notes, [
      'Nothing says what subject a session is of: one of the same name stands in for that of visit9.',
    ]);
    assert.deepEqual(
      members(project, 'subjects').map((each) => [each.id, members(each, 'sessions').map(({ label }) => label)]),
      [
        ['sub1', ['visit1']],
        ['visit9', ['visit9']],
      ],
    );
    assert.deepEqual(
      members(members(project, 'subjects')[0], 'resources').map(({ label }) => label),
      ['consent'],
    );
  });

  it('knows the session, subject and project of a scan by the folders above it', async () => {
    const path = '/archive/P1/arc001/MR1/SCANS/10';
    const { object, around, files, notes } = await index(archive, path, 'Scan');
    assert.deepEqual(
      [object.id, object['session-id'], object['project-id'], object.uri],
      ['10', 'MR1', 'P1', '/archive/experiments/MR1/scans/10'],
    );
    const session = (await index(archive, '/archive/P1/arc001/MR1', 'Session')).object;
    const given = members(session, 'scans').find(({ id }) => id === '10');
    const unnumbered = (scan: XnatObject | undefined) =>
      JSON.parse(
        JSON.stringify(scan ?? null, (key, value: unknown) => (key === 'integer-id' ? undefined : value)),
      ) as object;
    assert.deepEqual(unnumbered(object), unnumbered(given));
    const [above, ...others] = around;
    assert.deepEqual(
      [above?.type, above?.id, above?.label, above?.directory, above?.['project-id'], above?.['subject-id']],
      ['Session', 'MR1', 'MR1', '/archive/P1/arc001/MR1', 'P1', 'LOCAL_S00001'],
    );
    assert.deepEqual(unnumbered(members(above, 'scans')[1]), unnumbered(given));
    assert.deepEqual(others.map(({ type, id }) => [type, id]).slice(0, 2), [
      ['Project', 'P1'],
      ['Subject', 'LOCAL_S00001'],
    ]);
    assert.equal(files, 3);
    assert.deepEqual(notes, ['The folder does not say what subject it is of: "LOCAL_S00001" stands in.']);
  });

  it('takes what the session’s document says for a scan below it, unless a person says otherwise', async () => {
    const xml =
      '<xnat:MRSession ID="XNAT_E7" project="PX" label="MR1"><xnat:subject_ID>XNAT_S7</xnat:subject_ID>' +
      '<xnat:scans><xnat:scan ID="3-MR1" type="T1"></xnat:scan></xnat:scans></xnat:MRSession>';
    const tree = { '/p/MR1/MR1.xml': xml, '/p/MR1/SCANS/3-MR1/DICOM/1.dcm': MPRAGE };
    const scan = await index(tree, '/p/MR1/SCANS/3-MR1', 'Scan');
    assert.deepEqual([scan.object.id, scan.object['scan-type'], scan.object['session-id']], ['3-MR1', 'T1', 'XNAT_E7']);
    assert.deepEqual(
      scan.around.slice(0, 3).map(({ type, id }) => [type, id]),
      [
        ['Session', 'XNAT_E7'],
        ['Project', 'PX'],
        ['Subject', 'XNAT_S7'],
      ],
    );
    assert.deepEqual(scan.notes, []);
    const named = await index(tree, '/p/MR1/SCANS/3-MR1', 'Scan', { 'project-id': 'OTHER' });
    assert.deepEqual([named.object['project-id'], named.around[0]?.['project-id']], ['OTHER', 'OTHER']);
    const other = await index(tree, '/p/MR1/SCANS/3-MR1', 'Scan', { 'session-id': 'E9' });
    assert.deepEqual(
      [other.object['session-id'], other.around.find(({ type }) => type === 'Session')?.id],
      ['E9', 'E9'],
    );
  });

  it('reads other objects, and no files as objects', async () => {
    const { object } = await index(archive, '/archive/P1/arc001/MR1/ASSESSORS/FS', 'Assessor');
    assert.equal(members(object, 'resources')[0]?.label, 'DATA');
    assert.deepEqual([object['session-id'], object['project-id']], ['MR1', 'P1']);
    assert.equal(await indexFolder('/archive', 'File', {}, indexOptions(archive)), undefined);
    assert.equal(
      await indexFolder('/archive/P1/arc001/MR1', 'Session', { label: [] }, indexOptions(archive)),
      undefined,
    );
  });

  it('does without broken headers', async () => {
    const cut = MPRAGE.subarray(0, 150);
    const { object } = await index({ '/s/1/DICOM/1.dcm': cut, '/s/1/OTHER/x': 'y' }, '/s/1', 'Scan');
    assert.equal(object['scan-type'], undefined);
    assert.equal(object.label, '1');
  });

  it('tells how far it is and stops when told', async () => {
    const tree: Record<string, string> = {};
    for (let i = 0; i < 5000; i++) tree[`/s/${Math.floor(i / 100)}/DICOM/${i}.txt`] = '';
    const counts: number[] = [];
    await indexFolder('/s', 'Session', {}, indexOptions(tree, { onProgress: (found) => counts.push(found) }));
    assert.deepEqual(counts, [1000, 2000, 3000, 4000, 5000]);
    const controller = new AbortController();
    const options = indexOptions(tree, {
      signal: controller.signal,
      onProgress: () => controller.abort(new Error('enough')),
    });
    await assert.rejects(indexFolder('/s', 'Session', {}, options), /enough/);
  });
});

describe('nodeDataFiles', () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'xnat-data-'));
    mkdirSync(join(folder, 'a/b'), { recursive: true });
    writeFileSync(join(folder, 'a/file.txt'), 'hello');
    symlinkSync('file.txt', join(folder, 'a/link.txt'));
    symlinkSync('..', join(folder, 'a/up'));
    symlinkSync('b', join(folder, 'a/beside'));
    symlinkSync('nowhere', join(folder, 'a/dangling'));
  });
  after(() => rmSync(folder, { recursive: true }));

  it('lists what is there, through links, but not round in circles', async () => {
    const entries = await nodeDataFiles.list(join(folder, 'a'), new AbortController().signal);
    assert.ok(!('unreadable' in entries));
    assert.deepEqual(
      entries.toSorted((x, y) => (x.name < y.name ? -1 : 1)),
      [
        { kind: 'folder', name: 'b' },
        { kind: 'folder', name: 'beside' },
        { kind: 'file', name: 'file.txt', size: 5 },
        { kind: 'file', name: 'link.txt', size: 5 },
      ],
    );
    assert.deepEqual(await nodeDataFiles.list(join(folder, 'none'), new AbortController().signal), []);
  });

  it('tells a folder that may not be read from an empty one, and an index says so', async () => {
    mkdirSync(join(folder, 'p/SCANS/1/DICOM'), { recursive: true });
    mkdirSync(join(folder, 'p/SCANS/2'), { mode: 0 });
    const options = { ...indexOptions({}), files: nodeDataFiles };
    const indexed = await asNobody(folder, () => indexFolder('p', 'Session', {}, options));
    assert.equal(members(indexed?.object, 'scans').length, 2);
    assert.ok(
      indexed?.notes.includes('p/SCANS/2 cannot be read and counts as empty: permission denied.'),
      indexed?.notes.join(),
    );
  });

  it('reads the start of a file', async () => {
    const start = await nodeDataFiles.readStart(join(folder, 'a/file.txt'), 4);
    assert.equal(start && new TextDecoder().decode(start), 'hell');
    assert.equal(await nodeDataFiles.readStart(join(folder, 'a'), 4), undefined);
  });
});
