// Stands in front of the engine and adds the token; prints its port.
//   front.mjs PORT TOKEN
import http from "node:http";

const [port, token] = process.argv.slice(2);
const server = http.createServer((request, response) => {
  // Whatever else the client sends arrives as it is: Host and Origin are judged by the engine.
  const headers = { ...request.headers, authorization: `Bearer ${token}` };
  const passed = http.request(
    { host: "127.0.0.1", port, path: request.url, method: request.method, headers },
    (answer) => {
      response.writeHead(answer.statusCode, answer.headers);
      answer.pipe(response);
    },
  );
  passed.on("error", () => response.destroy());
  response.on("close", () => passed.destroy());
  request.pipe(passed);
});
server.listen(0, "127.0.0.1", () => console.log(server.address().port));
