#!/bin/bash
# Build in one stage, run in another.
write_recipe() {
  mkdir -p /root/site/app
  cat > /root/site/app/Dockerfile << 'END'
FROM gcc:12 AS build
COPY main.cpp .
RUN g++ -O2 -static -o /service main.cpp

FROM scratch
COPY --from=build /service /service
CMD ["/service"]
END
}
