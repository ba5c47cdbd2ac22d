<?php
/**
 * The tables that the plugin writes to itself.
 *
 * @package Lasting
 */

if ( 'cli' !== PHP_SAPI ) {
	exit;
}

/**
 * Keeps rows.
 */
class Lasting_Fake_Database {
	/** @var string As in a shop that is not the first one on its database. */
	public $prefix = 'tea_';
	/** @var string Of options. */
	public $options = 'tea_options';
	/** @var string Of what is known of users. */
	public $usermeta = 'tea_usermeta';
	/** @var int Of the row that was written last. */
	public $insert_id = 0;
	/** @var array Rows by table. */
	public $rows = array();
	/** @var string[] What was asked in SQL. */
	public $asked = array();

	public function insert( $table, array $row, $formats = null ) {
		$this->insert_id                            = Lasting_Fake_Shop::next_id();
		$this->rows[ $table ][ $this->insert_id ] = $row + array( 'key_id' => $this->insert_id );
		return 1;
	}

	public function delete( $table, array $where, $formats = null ) {
		$rows = isset( $this->rows[ $table ] ) ? $this->rows[ $table ] : array();
		$kept = array_filter(
			$rows,
			static function ( $row ) use ( $where ) {
				return array() !== array_diff_assoc( $where, $row );
			}
		);
		$this->rows[ $table ] = $kept;
		return count( $rows ) - count( $kept );
	}

	public function esc_like( $text ) {
		return addcslashes( $text, '_%\\' );
	}

	public function prepare( $sql, ...$values ) {
		return vsprintf( str_replace( array( '%s', '%d' ), array( "'%s'", '%d' ), $sql ), $values );
	}

	public function query( $sql ) {
		$this->asked[] = $sql;
		return 0;
	}

	/**
	 * Asks whether there is a pair of keys, or which of somebody's was approved last.
	 */
	public function get_var( $sql ) {
		$rows = isset( $this->rows['tea_woocommerce_api_keys'] ) ? $this->rows['tea_woocommerce_api_keys'] : array();
		if ( 1 === preg_match( '/^SELECT key_id FROM tea_woocommerce_api_keys WHERE key_id = (\d+)$/', $sql, $found ) ) {
			return isset( $rows[ (int) $found[1] ] ) ? $found[1] : null;
		}
		if ( 1 === preg_match( "/^SELECT key_id FROM tea_woocommerce_api_keys WHERE user_id = (\d+) AND description LIKE '(.+)%' ORDER BY key_id DESC LIMIT 1$/", $sql, $found ) ) {
			$ids = array();
			foreach ( $rows as $row ) {
				if ( (int) $row['user_id'] === (int) $found[1] && 0 === strpos( $row['description'], stripslashes( $found[2] ) ) ) {
					$ids[] = $row['key_id'];
				}
			}
			return array() === $ids ? null : (string) max( $ids );
		}
		throw new LogicException( 'Nobody said what this answers: ' . $sql );
	}
}
