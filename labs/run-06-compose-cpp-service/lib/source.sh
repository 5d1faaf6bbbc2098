#!/bin/bash
# The service, as it is handed to the learner.
write_source() { # its version
  mkdir -p /root/site/app
  cat > /root/site/app/main.cpp << END
// Answers each request with its version and the name of its computer.
#include <netinet/in.h>
#include <string>
#include <sys/socket.h>
#include <unistd.h>

const std::string version = "$1";

int main() {
    int door = socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in place{};
    place.sin_family = AF_INET;
    place.sin_port = htons(8080);
    if (bind(door, reinterpret_cast<sockaddr*>(&place), sizeof place) != 0) return 1;
    listen(door, 64);

    char host[256];
    gethostname(host, sizeof host);
    for (;;) {
        int caller = accept(door, nullptr, nullptr);
        char request[4096];
        if (read(caller, request, sizeof request) > 0) {
            std::string body = version + " from " + host + "\\n";
            std::string answer = "HTTP/1.0 200 OK\\r\\nContent-Type: text/plain\\r\\nContent-Length: "
                + std::to_string(body.size()) + "\\r\\n\\r\\n" + body;
            if (write(caller, answer.data(), answer.size()) < 0) return 2;
        }
        close(caller);
    }
}
END
}
