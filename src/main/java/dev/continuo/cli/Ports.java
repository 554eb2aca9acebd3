package dev.continuo.cli;

/** What the command line needs of the other side of the HTTP interface. */
public record Ports(ServerProcess server, Rebuild rebuild, Upkeep upkeep) {}
