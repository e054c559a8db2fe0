// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

interface IContractWallet {
    function isValidSignature(bytes32 digest, bytes memory signature) external view returns (bytes4);
}

/// @title Who signed a digest: a key (ECDSA) or a contract wallet (EIP-1271).
library Signatures {
    /// @dev Above half the curve order a second valid signature exists for the same message (EIP-2).
    uint256 internal constant HALF_ORDER = 0x7FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF5D576E7357A4501DDFE92F46681B20A0;

    /// @notice Splits 65 bytes in the order r, s, v; the caller has checked the length.
    function split(bytes memory signature) internal pure returns (bytes32 r, bytes32 s, uint8 v) {
        assembly ("memory-safe") {
            r := mload(add(signature, 0x20))
            s := mload(add(signature, 0x40))
            v := byte(0, mload(add(signature, 0x60)))
        }
    }

    /// @notice The signer, or zero for anything malformed.
    function recover(bytes32 digest, bytes memory signature) internal pure returns (address) {
        if (signature.length != 65) return address(0);
        (bytes32 r, bytes32 s, uint8 v) = split(signature);
        if (uint256(s) > HALF_ORDER) return address(0);
        return ecrecover(digest, v, r, s);
    }

    /// @notice True if the wallet contract at `signer` accepts the signature; a wallet that reverts has not.
    function acceptedByWallet(address signer, bytes32 digest, bytes memory signature) internal view returns (bool) {
        (bool answered, bytes memory answer) =
            signer.staticcall(abi.encodeCall(IContractWallet.isValidSignature, (digest, signature)));
        return answered && answer.length >= 32
            && bytes32(answer) == bytes32(IContractWallet.isValidSignature.selector);
    }
}
