import { valueOf } from '../../document/navigation';
import type { WrapperInput } from '../../model/command';
import { launchContextNamed } from '../../model/contexts';
import {
  headPlace,
  type Located,
  type LocatedCommand,
  type LocatedWrapper,
  pointerTo,
} from '../../model/located-command';
import { isXnatObjectType } from '../../model/xnat-objects';
import type { Report } from '../create-problem';
import { quoted, withArticle } from '../wording';

/** Wrappers: where they are offered, and whether what they are offered for fits. */
export function checkWrappers(command: LocatedCommand, report: Report): void {
  if (command.value.type !== 'docker') return;
  for (const wrapper of command.wrappers) {
    const { contexts, externalInputs, name } = wrapper.value;
    if (contexts.length === 0) {
      report(
        'contexts-empty',
        headPlace(wrapper),
        `Wrapper ${quoted(name)} has no contexts, so the Run Containers menu never offers it; only the REST API can ` +
          'launch it. Name the data type of its first external input.',
      );
    }
    if (externalInputs.length === 0 && contexts.length > 0 && !contexts.includes('site')) {
      report(
        'no-external-input',
        headPlace(wrapper),
        `Wrapper ${quoted(name)} has no external input to take the object it is started on, so it cannot be launched ` +
          'from a page. Add one; only wrappers with the context "site" do without.',
      );
    }
    const second = wrapper.externalInputs[1];
    if (second !== undefined && contexts.length > 0) {
      report(
        'several-external-inputs',
        headPlace(second),
        `By the plugin's troubleshooting guide, the Run Containers menu offers only wrappers with one external input, and ` +
          `${quoted(name)} has ${externalInputs.length}. Derive the others from the first, or make them inputs of the ` +
          'Command.',
      );
    }
    checkContexts(wrapper, report);
  }
}

function checkContexts(wrapper: LocatedWrapper, report: Report): void {
  const list = valueOf(wrapper.node, 'contexts');
  if (list?.kind !== 'array') return;
  const [first] = wrapper.externalInputs;
  list.items.forEach((node, index) => {
    const context = wrapper.value.contexts[index];
    if (context === undefined || node.kind === 'null') return;
    const place = { pointer: `${pointerTo(wrapper, 'contexts')}/${index}`, span: node };
    if (context !== 'site' && !/^[A-Za-z_][\w.-]*:[A-Za-z_][\w.-]*$/.test(context)) {
      report(
        'context-unknown-form',
        place,
        `${quoted(context)} is neither "site" nor a data type with its prefix, such as "xnat:imageSessionData": no ` +
          'object is of that type, so the wrapper is not offered for it.',
      );
    } else if (first !== undefined && !fits(context, first)) {
      report(
        'context-input-mismatch',
        place,
        `On ${quoted(context)} the wrapper is started with such an object, and its first external input ` +
          `${quoted(first.value.name)} expects ${withArticle(first.value.type)}: the launch finds no object of that type.`,
        { related: [{ span: headPlace(first).span, message: `This input is of type ${first.value.type}.` }] },
      );
    }
  });
}

/** Whether objects of a context may be what an input expects. Of data types that not every XNAT has, nothing is known. */
function fits(context: string, { value: { type } }: Located<WrapperInput>): boolean {
  const expected = launchContextNamed(context)?.inputType;
  if (expected === undefined || !isXnatObjectType(type) || type === expected) return true;
  // Image sessions are subject assessors too, and pages of any object may list its resources.
  return type === 'Resource' || type === 'File' || (expected === 'SubjectAssessor' && type === 'Session');
}
