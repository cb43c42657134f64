// The tools of a live map, by name; every other file of this folder adds one.
const tools = {};
