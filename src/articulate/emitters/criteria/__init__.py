"""The parts of the paper of the transfer criteria; ``criteria_document`` puts them together."""
