export const VALIDATE_USAGE = `xnat-command validate [--format text|json|sarif|github] [--as create|update|label] [--image NAME] PATH…

Says what the Container Service would refuse, and what it stores but fails with or ignores. PATH is a file (taken as a
Command whatever is in it; a Dockerfile for its labels), a folder (searched for Commands) or - for standard input.`;

export const RESOLVE_USAGE = `xnat-command resolve FILE [--wrapper NAME] [--input NAME=VALUE]… [--launch FILE.launch.json] [--format text|json]
xnat-command resolve --launch FILE.launch.json [--format text|json]
xnat-command resolve --cases FILE.jsonl

Shows what a launch of a Command would be, without Docker: the command line, environment, mounts and outputs, and where each
value came from. An input that takes an object of the archive is given a folder that stands in for it.`;
