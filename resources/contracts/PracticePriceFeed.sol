// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title A price feed that says what it is told, in the form of Chainlink's AggregatorV3Interface.
/// @notice Our own code; the deployer writes the price and the moment it is from.
contract PracticePriceFeed {
    uint8 public immutable decimals;
    address public immutable owner = msg.sender;
    int256 private price;
    uint256 private writtenAt;
    uint80 private round;

    constructor(uint8 feedDecimals) {
        decimals = feedDecimals;
    }

    function write(int256 newPrice, uint256 updatedAt) external {
        require(msg.sender == owner, "caller is not the owner");
        (price, writtenAt, round) = (newPrice, updatedAt, round + 1);
    }

    function latestRoundData()
        external
        view
        returns (uint80 roundId, int256 answer, uint256 startedAt, uint256 updatedAt, uint80 answeredInRound)
    {
        return (round, price, writtenAt, writtenAt, round);
    }
}
