// Asks the endpoint given as argument with two JavaScript clients, in each form of a request; prints what they read.
import process from "node:process";
import { SparqlEndpointFetcher } from "fetch-sparql-endpoint";
import ParsingClient from "sparql-http-client/ParsingClient.js";

const [, , endpoint, select, ask, construct] = process.argv;

async function gathered(stream) {
  const found = [];
  for await (const one of stream) found.push(one);
  return found;
}

const rows = (bindings) =>
  bindings.map((row) => Object.fromEntries(Object.entries(row).map(([name, term]) => [name, term.value])));
const triples = (quads) =>
  [...quads].map((quad) => [quad.subject.value, quad.predicate.value, quad.object.value, quad.object.language ?? ""]);

async function message(promise) {
  try {
    await promise;
    return "";
  } catch (error) {
    return String(error.message ?? error);
  }
}

const answers = {};

for (const [name, settings] of Object.entries({
  get: { method: "GET" },
  form: { method: "POST" },
  direct: { method: "POST", directPost: true },
})) {
  const client = new SparqlEndpointFetcher(settings);
  answers[`fetch-sparql-endpoint ${name}`] = {
    select: rows(await gathered(await client.fetchBindings(endpoint, select))),
    ask: await client.fetchAsk(endpoint, ask),
    construct: triples(await gathered(await client.fetchTriples(endpoint, construct))),
    wrong: await message(client.fetchBindings(endpoint, "SELECT * { ?s ?p ?o } ORDER BY ?s ; FILTER")),
    update: await message(client.fetchUpdate(endpoint, "INSERT DATA { <urn:s> <urn:p> 1 }")),
  };
}

for (const operation of ["get", "postUrlencoded", "postDirect"]) {
  const client = new ParsingClient({ endpointUrl: endpoint, updateUrl: endpoint });
  answers[`sparql-http-client ${operation}`] = {
    select: rows(await client.query.select(select, { operation })),
    ask: await client.query.ask(ask, { operation }),
    construct: triples(await client.query.construct(construct, { operation })),
    wrong: await message(client.query.select("SELECT * { ?s ?p }", { operation })),
    update: await message(client.query.update("INSERT DATA { <urn:s> <urn:p> 1 }")),
  };
}

process.stdout.write(JSON.stringify(answers));
