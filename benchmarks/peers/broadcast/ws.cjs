// What is posted goes to every socket, as the README of `ws` shows under "Server broadcast".
"use strict";
const http = require("node:http");
const { WebSocket, WebSocketServer } = require("ws");

const server = http.createServer((request, response) => {
  const parts = [];
  request.on("data", (part) => parts.push(part));
  request.on("end", () => {
    const message = Buffer.concat(parts);
    for (const client of sockets.clients) {
      if (client.readyState === WebSocket.OPEN) client.send(message, { binary: false });
    }
    response.writeHead(202, { "Content-Length": 0 }).end();
  });
});
const sockets = new WebSocketServer({ server, perMessageDeflate: false });
server.listen(Number(process.argv[2]), "127.0.0.1");
